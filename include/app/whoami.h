/* Who is at the keyboard, as the system knows it: never from the environment, which anybody can set. */
#ifndef APP_WHOAMI_H
#define APP_WHOAMI_H

struct whoami {
	char *login;  /* of getuid(); "uid1234" for an account without a name */
	char *name;   /* full name of the account; NULL when it has none */
	char *origin; /* terminal, and the address of an SSH connection: "pts/3 192.0.2.7"; NULL */
};

void whoami_init(struct whoami *w);
void whoami_release(struct whoami *w);

#endif
