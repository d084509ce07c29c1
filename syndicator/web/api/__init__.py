"""The API that programs of newsrooms and partners speak.

Takes JSON, signed.
Gives JSON, or problem+json that names every field that is wrong.
Never answers an unsigned request with anything but 401.
"""
