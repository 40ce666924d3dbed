# What bash reads in the operator's place: the user's own settings, but a prompt that says where this is.
# shellcheck shell=bash source=/dev/null
[ ! -r ~/.bashrc ] || . ~/.bashrc
unset PROMPT_COMMAND
PS1='lab# '
