"""Ask, decide, grant.

Takes a request, the article it is about and its rights.
Gives a Decision from every rule's Verdict, and the Grant that follows.
Never touches the network, a clock or a database; time is passed in.
"""
