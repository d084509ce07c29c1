"""The command line: click, one file a command group.

Takes arguments, config files and the environment.
Gives text for people (rich on a terminal, plain elsewhere) and exit codes: 0 done, 1 failed, 2 wrong use.
Never holds logic that a flow or stage could hold.
"""
