"""This build beside another one: ``make bench-against REV=282851e``.

`builds` checks the other one out and installs it into an environment of its own, `comparison` has
both measured turn about and prints them beside the targets. A module ``figures_NAME.py`` has
``FIGURES``, and measures by a command of the program or by a module of `programs`, which runs in
the environment of either build; `old_names` lets it import what has been renamed since.
"""
