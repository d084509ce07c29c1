"""The API that programs of newsrooms and partners speak.

Takes JSON, signed or with a partner's token.
Gives JSON, or problem+json that names every field that is wrong.
Never answers whoever shows neither with anything but 401.
"""
