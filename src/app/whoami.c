/* Who is at the keyboard, as the system knows it. */
#include "app/whoami.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

/* The first part of GECOS, where '&' stands for the login with a capital; NULL when it is empty. */
static char *whoami_gecos(const char *gecos, const char *login)
{
	struct buf name = BUF_INIT, clean = BUF_INIT;

	for (const char *p = gecos ? gecos : ""; *p && *p != ','; p++) {
		if (*p == '&') {
			char first = login[0];

			buf_addch(&name, first >= 'a' && first <= 'z' ? (char)(first - 32) : first);
			buf_add(&name, login + 1);
		} else {
			buf_addch(&name, *p);
		}
	}
	text_clean(&clean, buf_str(&name), name.len, false);
	buf_release(&name);
	if (!clean.len) {
		buf_release(&clean);
		return NULL;
	}
	return buf_take(&clean);
}

/* The address is only a hint for the log: it is taken when it looks like one. */
static const char *whoami_ssh_address(size_t *len)
{
	const char *ssh = getenv("SSH_CONNECTION");

	*len = ssh ? strspn(ssh, "0123456789abcdefABCDEF:.") : 0;
	return *len >= 3 && *len < 46 && ssh[*len] == ' ' ? ssh : NULL;
}

static char *whoami_origin(void)
{
	const char *tty = ttyname(STDIN_FILENO);
	struct buf origin = BUF_INIT;
	size_t len;
	const char *address = whoami_ssh_address(&len);

	if (tty)
		buf_add(&origin, strncmp(tty, "/dev/", 5) == 0 ? tty + 5 : tty);
	if (address) {
		if (origin.len)
			buf_addch(&origin, ' ');
		buf_addn(&origin, address, len);
	}
	return origin.len ? buf_take(&origin) : NULL;
}

void whoami_init(struct whoami *w)
{
	const struct passwd *pw = getpwuid(getuid());

	*w = (struct whoami){0};
	w->login = pw ? mem_strdup(pw->pw_name) : mem_printf("uid%lu", (unsigned long)getuid());
	w->name = pw ? whoami_gecos(pw->pw_gecos, w->login) : NULL;
	w->origin = whoami_origin();
}

void whoami_release(struct whoami *w)
{
	free(w->login);
	free(w->name);
	free(w->origin);
	*w = (struct whoami){0};
}
