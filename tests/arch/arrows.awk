# The includes of src/<room> and include/<room>, against the table of rooms. With -v edges=1 prints "module module" for each include, for tsort.
#
# A module is <room>/<name>, header and source being one. A part without a door, such as deal_sql.c
# or list_plan.h beside list.c, may include the door of its whole for the types: that is no arrow.

BEGIN {
	may["base"] = "base"
	may["store"] = "base store"
	may["tui"] = "base tui"
	may["domain"] = "base store domain"
	may["exchange"] = "base store domain exchange"
	may["report"] = "base store domain report"
	may["screens"] = "base tui domain exchange report screens"
	may["cli"] = "base domain exchange report cli"
	may["app"] = "base store tui domain exchange report screens cli app"
	for (i = 1; i < ARGC; i++)
		if (split(ARGV[i], path, "/") == 3 && path[1] == "include") {
			sub(/\.h$/, "", path[3])
			door[path[2] "/" path[3]] = 1
		}
}

function module(room, file) {
	sub(/\.[ch]$/, "", file)
	return room "/" file
}

function is_part_of(part, whole) {
	return !(part in door) && index(part, whole "_") == 1
}

FNR == 1 {
	parts = split(FILENAME, path, "/")
	room = path[2]
	self = module(room, path[parts])
	if (!edges && (parts != 3 || !(room in may)))
		print FILENAME ": not in a room"
	if (edges)
		print self, self
}

/^#[ \t]*include[ \t]*"[^"]*\.h"/ {
	split($0, quoted, "\"")
	target = quoted[2]
	if (split(target, to, "/") == 1) {
		to[2] = to[1]
		to[1] = room
	}
	if (edges) {
		other = module(to[1], to[2])
		if (other != self && !is_part_of(self, other))
			print self, other
	} else if (target ~ /\.\./ || !(to[1] in may)) {
		print FILENAME ":" FNR ": " target ": not a door of a room"
	} else if (index(" " may[room] " ", " " to[1] " ") == 0) {
		print FILENAME ":" FNR ": " room " may not include " target
	}
}
