/* Where files are, after the XDG base directory rules. */
#ifndef APP_PATHS_H
#define APP_PATHS_H

/* Each is the caller's to free. A relative or empty XDG variable is ignored; without HOME the account's directory is used. */
char *path_data(const char *name);   /* $XDG_DATA_HOME/kartoteka/name */
char *path_config(const char *name); /* $XDG_CONFIG_HOME/kartoteka/name */
char *path_state(const char *name);  /* $XDG_STATE_HOME/kartoteka/name */
/* "~/x" of a configured path becomes the home directory's; other text is copied. */
char *path_expand(const char *path);

#endif
