# Kartoteka. `make run` opens a demo office, `make check` runs every test; both install what is
# missing first. BUILD=dir builds elsewhere, SAN=1 with the sanitizers, WERROR=1 stops at warnings,
# V=1 shows the commands.

CC ?= cc
PREFIX ?= /usr/local
DESTDIR ?=
BUILD ?= build
VERSION := 0.1.0

# The one list of Debian packages: set-up and CI install from it, `make packages` prints it.
PACKAGES_BUILD := gcc libc6-dev make gettext libncurses-dev libsqlite3-dev libcsv-dev \
	libiniparser-dev libutf8proc-dev libexpat1-dev libzip-dev libxlsxwriter-dev libhpdf-dev \
	libfontconfig-dev fonts-dejavu-core nettle-dev
PACKAGES_TEST := libcmocka-dev libvterm-dev sqlite3 poppler-utils
PACKAGES_CI := clang-format valgrind
PACKAGES_BENCH := htop mc time sqlite3 valgrind xlsx2csv
PACKAGES_FUZZ := clang libclang-rt-14-dev

WARN := -Wall -Wextra -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wwrite-strings -Wformat=2
OPT ?= -O2 -g
CPPFLAGS += -D_GNU_SOURCE -Iinclude -I$(BUILD)/gen -DVERSION='"$(VERSION)"' -DPREFIX='"$(PREFIX)"'
CFLAGS += -std=gnu11 $(OPT) $(WARN) -pthread
ifdef WERROR
CFLAGS += -Werror
endif
ifdef SAN
OPT := -O1 -g
CFLAGS += -fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined
LDFLAGS += -fsanitize=address,undefined
endif
ifdef FUZZ
OPT := -O1 -g
CFLAGS += -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined
LDFLAGS += -fsanitize=address,undefined
endif
LDLIBS := -lncursesw -ltinfo -lsqlite3 -lcsv -liniparser -lutf8proc -lm

# $(call say,CC): what is made, in place of the command that makes it.
say = $(if $(V),,@printf '  %-5s %s\n' $(1) $@;)

ROOMS := base store tui domain exchange report screens cli app
SRC := $(foreach r,$(ROOMS),$(wildcard src/$(r)/*.c))
LIBSRC := $(filter-out src/app/main.c,$(SRC))
LIBOBJ := $(LIBSRC:src/%.c=$(BUILD)/obj/%.o)
LIB := $(BUILD)/libkartoteka.a
PROGRAM := $(if $(wildcard src/app/main.c),$(BUILD)/kartoteka)
SCHEMA := $(sort $(wildcard data/schema/*.sql))
DEMO := $(sort $(wildcard data/demo/*.csv))
MAPS := $(sort $(wildcard data/import/*.map))
PO := $(wildcard data/locale/*.po)
MO := $(PO:data/locale/%.po=$(BUILD)/locale/%/LC_MESSAGES/kartoteka.mo)

# Two jobs for our own sub-makes, unless the caller said how many.
JOBS = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j2)
SUBMAKE = $(MAKE) --no-print-directory $(JOBS)

.PHONY: all
all: $(PROGRAM) $(MO)

$(BUILD)/kartoteka: $(BUILD)/obj/app/main.o $(LIB)
	$(call say,LINK)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

# The list of objects is a prerequisite, so that a source file that went away leaves the archive.
$(LIB): $(BUILD)/gen/objects $(LIBOBJ)
	@rm -f $@
	$(call say,AR)ar rcs $@ $(LIBOBJ)

$(BUILD)/gen/objects: FORCE
	@mkdir -p $(@D)
	@echo $(LIBOBJ) | cmp -s - $@ || echo $(LIBOBJ) > $@

$(BUILD)/obj/%.o: src/%.c | $(BUILD)/gen/schema.inc $(BUILD)/gen/demo.inc $(BUILD)/gen/maps.inc
	@mkdir -p $(@D)
	$(call say,CC)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

-include $(LIBOBJ:.o=.d) $(BUILD)/obj/app/main.d

# Text files as C initialisers: { "name", "contents" },
define embed
	@mkdir -p $(@D)
	@for f in $^; do \
		printf '{"%s",\n' "$${f##*/}"; \
		LC_ALL=C sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' -e 's/^/"/' -e 's/$$/\\n"/' "$$f"; \
		printf '},\n'; \
	done > $@.tmp && mv $@.tmp $@
endef

$(BUILD)/gen/schema.inc: $(SCHEMA)
	$(embed)

$(BUILD)/gen/demo.inc: $(DEMO)
	$(embed)

$(BUILD)/gen/maps.inc: $(MAPS)
	$(embed)

$(BUILD)/obj/store/migrate.o: $(BUILD)/gen/schema.inc
$(BUILD)/obj/exchange/demo.o: $(BUILD)/gen/demo.inc
$(BUILD)/obj/exchange/import_ready.o: $(BUILD)/gen/maps.inc

$(BUILD)/locale/%/LC_MESSAGES/kartoteka.mo: data/locale/%.po
	@mkdir -p $(@D)
	$(call say,MSG)msgfmt --check -o $@ $<

# The messages of the sources, for the catalogues: `make po` brings them up to date.
LANGUAGES := ru bg pl
POT := $(BUILD)/kartoteka.pot

$(POT): $(SRC) $(wildcard include/*/*.h src/*/*.h)
	@mkdir -p $(@D)
	$(call say,POT)xgettext --language=C --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=NC_:1c,2 --keyword=P_:1,2 \
		--add-comments=T: --sort-by-file --copyright-holder='the Kartoteka authors' --package-name=kartoteka \
		--package-version=$(VERSION) -o $@ $^

.PHONY: po
po: $(POT)
	@for l in $(LANGUAGES); do \
		po=data/locale/$$l.po; \
		if [ -e $$po ]; then \
			msgmerge --quiet --update --backup=none --no-fuzzy-matching --no-wrap \
				--add-location=file $$po $(POT); \
		else \
			msginit --no-translator --locale=$$l -i $(POT) -o $$po; \
		fi || exit 1; \
		printf '%s: ' $$l; msgfmt --statistics -o /dev/null $$po; \
	done

# --- Set-up -----------------------------------------------------------------------------------
# $(call install,PACKAGES): install what dpkg does not have. Elsewhere than on Debian the compiler
# is asked whether the libraries are there; if not, the packages are named and we stop.

define install
	@missing=; say() { echo "$$*" >&2; }; \
	if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then \
		have=" $$(dpkg-query -W -f='$${db:Status-Status}:$${Package} ' $(1) 2>/dev/null)"; \
		for p in $(1); do \
			case "$$have" in *" installed:$$p "*) ;; *) missing="$$missing $$p";; esac; \
		done; \
		[ -n "$$missing" ] || exit 0; \
		say "Installing:$$missing"; \
		root=; \
		if [ "$$(id -u)" != 0 ]; then \
			command -v sudo >/dev/null || { \
				say "Neither root nor sudo. As root: apt-get install$$missing"; exit 1; }; \
			root=sudo; \
		fi; \
		apt() { $$root env DEBIAN_FRONTEND=noninteractive apt-get -y -q \
			-o DPkg::Lock::Timeout=300 "$$@" >&2; }; \
		if apt-cache show $$missing >/dev/null 2>&1; then \
			apt install --no-install-recommends $$missing && exit 0; \
		fi; \
		apt update && apt install --no-install-recommends $$missing; \
	else \
		for h in $(HEADERS); do \
			echo "#include <$$h>" | $(CC) -D_GNU_SOURCE -include stdarg.h \
				-include setjmp.h -include stdint.h -fsyntax-only -x c - 2>/dev/null \
				|| missing="$$missing <$$h>"; \
		done; \
		[ -n "$$missing" ] || exit 0; \
		say "Not found:$$missing"; \
		say "This is not Debian: install what these packages are called here: $(1)"; \
		exit 1; \
	fi
endef

# Of the libraries that are loaded when they are first needed (base/library.h).
HEADERS_LATE := expat.h zip.h xlsxwriter.h hpdf.h fontconfig/fontconfig.h nettle/sha2.h

.PHONY: setup setup-check setup-ci packages
setup: HEADERS := ncurses.h sqlite3.h csv.h iniparser.h utf8proc.h libintl.h $(HEADERS_LATE)
setup:
	$(call install,$(PACKAGES_BUILD))

setup-check: HEADERS := ncurses.h sqlite3.h csv.h iniparser.h utf8proc.h cmocka.h vterm.h $(HEADERS_LATE)
setup-check:
	$(call install,$(PACKAGES_BUILD) $(PACKAGES_TEST))

setup-ci:
	$(call install,$(PACKAGES_BUILD) $(PACKAGES_TEST) $(PACKAGES_CI))

packages:
	@echo $(PACKAGES_BUILD) $(PACKAGES_TEST) $(PACKAGES_CI)

# --- Run --------------------------------------------------------------------------------------
# The demo office is made in a folder of its own that gets its name when it is complete.

DEMODB := $(BUILD)/demo/office.db

.PHONY: run
run: setup
	@$(SUBMAKE) all
	@if [ ! -e $(DEMODB) ]; then \
		rm -rf $(BUILD)/demo $(BUILD)/demo.new && mkdir -p $(BUILD)/demo.new && \
		$(BUILD)/kartoteka --db $(BUILD)/demo.new/office.db demo && \
		mv $(BUILD)/demo.new $(BUILD)/demo; \
	fi
	@if [ -t 0 ] && [ -t 1 ]; then \
		exec $(BUILD)/kartoteka --db $(DEMODB); \
	else \
		$(BUILD)/kartoteka --db $(DEMODB) due || [ $$? -eq 1 ] || exit $$?; \
		echo; \
		$(BUILD)/kartoteka --db $(DEMODB) report pipeline-by-stage || exit $$?; \
		echo; \
		echo "To open the demo office full screen: make run (in a terminal), or"; \
		echo "    $(BUILD)/kartoteka --db $(DEMODB)"; \
	fi

# --- Tests ------------------------------------------------------------------------------------
# <name>_test.c is a test program. demo_<name>.c is a program that tests start, preload_<name>.c a
# shared object they preload; what else lies in tests/screen and tests/fault is linked to the tests.

UNIT := $(wildcard tests/unit/*/*_test.c)
FAULT := $(wildcard tests/fault/*_test.c)
SCREEN := $(wildcard tests/screen/*_test.c)
CLI := $(filter-out tests/cli/lib.sh,$(wildcard tests/cli/*.sh))
REAL := $(wildcard tests/real/*_test.sh)
DEMOS := $(wildcard tests/screen/demo_*.c tests/fault/demo_*.c)
PRELOADS := $(wildcard tests/fault/preload_*.c)
helpers = $(filter-out %_test.c tests/$(1)/demo_% tests/$(1)/preload_%,$(wildcard tests/$(1)/*.c))
FAULTHELP := $(call helpers,fault)
SCREENHELP := $(call helpers,screen)

bin = $(patsubst tests/%.c,$(BUILD)/tests/%,$(1))
DEMOBIN := $(call bin,$(DEMOS)) $(patsubst tests/%.c,$(BUILD)/tests/%.so,$(PRELOADS))
TESTBIN := $(call bin,$(UNIT) $(FAULT) $(SCREEN)) $(DEMOBIN)

TESTCC = $(call say,TEST)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) -MMD -MP -MF $@.d $(LDFLAGS) -o $@

$(BUILD)/tests/unit/%: tests/unit/%.c $(LIB)
	@mkdir -p $(@D)
	$(TESTCC) $< $(LIB) $(LDLIBS) -lcmocka

$(BUILD)/tests/fault/%.so: tests/fault/%.c
	@mkdir -p $(@D)
	$(call say,TEST)$(CC) $(CPPFLAGS) -std=gnu11 -O2 -g $(WARN) -fPIC -shared -o $@ $< -ldl

$(BUILD)/tests/fault/%: tests/fault/%.c $(FAULTHELP) $(LIB)
	@mkdir -p $(@D)
	$(TESTCC) $< $(FAULTHELP) $(LIB) $(LDLIBS) -lcmocka -lutil -ldl

$(BUILD)/tests/screen/demo_%: tests/screen/demo_%.c $(LIB)
	@mkdir -p $(@D)
	$(TESTCC) $< $(LIB) $(LDLIBS)

$(BUILD)/tests/screen/%: tests/screen/%.c $(SCREENHELP) $(LIB)
	@mkdir -p $(@D)
	$(TESTCC) $< $(SCREENHELP) $(LIB) $(LDLIBS) -lcmocka -lvterm -lutil

-include $(addsuffix .d,$(call bin,$(UNIT) $(FAULT) $(SCREEN) $(DEMOS)))

TALLY := $(BUILD)/tally
RUN = tests/run -b $(BUILD) -t $(TALLY)

.PHONY: check test-programs unit arch check-asan check-asan-run check-valgrind check-valgrind-run
test-programs: $(TESTBIN) $(POT) all

check: setup-check
	@$(SUBMAKE) test-programs
	@rm -f $(TALLY)
	@$(RUN) unit $(call bin,$(UNIT))
	@$(RUN) fault $(call bin,$(FAULT))
	@$(RUN) screen $(call bin,$(SCREEN))
	@$(RUN) cli $(CLI)
	@$(RUN) real $(REAL)
	@$(RUN) arch tests/arch/check tests/arch/selftest tests/arch/messages
	@tests/run --total $(TALLY)

# Parts of check, for the impatient.
unit:
	@$(SUBMAKE) $(LIB) $(call bin,$(UNIT))
	@rm -f $(TALLY)
	@$(RUN) unit $(call bin,$(UNIT))
	@tests/run --total $(TALLY)

arch:
	@$(SUBMAKE) all $(LIB) $(POT)
	@rm -f $(TALLY)
	@$(RUN) arch tests/arch/check tests/arch/selftest tests/arch/messages
	@tests/run --total $(TALLY)

check-asan: setup-check
	@$(SUBMAKE) BUILD=build-asan SAN=1 check-asan-run

check-asan-run: test-programs
	@rm -f $(TALLY)
	@$(RUN) -s unit $(call bin,$(UNIT))
	@$(RUN) -s screen $(call bin,$(SCREEN))
	@$(RUN) -s cli $(CLI)
	@tests/run --total $(TALLY)

check-valgrind: setup-ci
	@$(SUBMAKE) $(LIB) $(call bin,$(UNIT))
	@rm -f $(TALLY)
	@$(RUN) -g unit $(call bin,$(UNIT))
	@tests/run --total $(TALLY)

# --- Bench and fuzz ---------------------------------------------------------------------------

.PHONY: bench bench-programs fuzz fuzz-run
BENCHBIN := $(patsubst tests/%.c,$(BUILD)/%,$(wildcard tests/bench/*.c))

$(BUILD)/bench/%: tests/bench/%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,BENCH)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(LIB) $(LDLIBS) -lutil

bench-programs: $(BENCHBIN) all

bench: setup
	$(call install,$(PACKAGES_BENCH))
	@$(SUBMAKE) bench-programs
	@tests/bench/bench.sh -b $(BUILD) $(SECTIONS)

FUZZ_SECONDS ?= 30
FUZZBIN := $(call bin,$(wildcard tests/fuzz/*_fuzz.c))

$(BUILD)/tests/fuzz/%: tests/fuzz/%.c $(LIB)
	@mkdir -p $(@D)
	$(call say,FUZZ)$(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $< $(LIB) $(LDLIBS)

fuzz: setup
	$(call install,$(PACKAGES_FUZZ))
	@$(SUBMAKE) BUILD=build-fuzz FUZZ=1 CC=clang fuzz-run

# Seeds are kept in tests/fuzz/corpus/<name>; what is found grows beside the programs.
fuzz-run: $(FUZZBIN)
	@for f in $(FUZZBIN); do \
		n=$${f##*/}; n=$${n%_fuzz}; seeds=tests/fuzz/corpus/$$n; \
		mkdir -p $(BUILD)/corpus/$$n $(BUILD)/crashes; \
		[ -d $$seeds ] || seeds=; \
		echo "fuzz $$n for $(FUZZ_SECONDS) s"; \
		$$f -max_total_time=$(FUZZ_SECONDS) -timeout=10 -print_final_stats=1 -verbosity=0 \
			-artifact_prefix=$(BUILD)/crashes/$$n- $(BUILD)/corpus/$$n $$seeds || exit 1; \
	done

# --- Install ----------------------------------------------------------------------------------
# Installing builds nothing, so that as root it leaves no files of root's behind in the tree.

BINDIR = $(DESTDIR)$(PREFIX)/bin
SHARE = $(DESTDIR)$(PREFIX)/share
DOC = $(SHARE)/doc/kartoteka
UNITS = $(DESTDIR)$(PREFIX)/lib/systemd/user
MAN = $(wildcard man/*.[15]) $(wildcard $(BUILD)/man/*.[15])
LANGS := $(PO:data/locale/%.po=%)

.PHONY: install uninstall
install:
	@test -x $(BUILD)/kartoteka || { echo "Nothing built yet: run make first." >&2; exit 1; }
	install -d $(BINDIR) $(DOC) $(UNITS)
	install -m 755 $(BUILD)/kartoteka $(BINDIR)/kartoteka
	for l in $(LANGS); do \
		install -d $(SHARE)/locale/$$l/LC_MESSAGES && \
		install -m 644 $(BUILD)/locale/$$l/LC_MESSAGES/kartoteka.mo \
			$(SHARE)/locale/$$l/LC_MESSAGES/kartoteka.mo || exit 1; \
	done
	for m in $(MAN); do \
		install -d $(SHARE)/man/man$${m##*.} && \
		install -m 644 $$m $(SHARE)/man/man$${m##*.}/ || exit 1; \
	done
	install -m 644 $(wildcard README.md LICENSE data/kartoteka.ini) $(DOC)
	install -d $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions \
		$(SHARE)/fish/vendor_completions.d
	install -m 644 data/completions/kartoteka.bash \
		$(SHARE)/bash-completion/completions/kartoteka
	install -m 644 data/completions/_kartoteka $(SHARE)/zsh/site-functions/_kartoteka
	install -m 644 data/completions/kartoteka.fish \
		$(SHARE)/fish/vendor_completions.d/kartoteka.fish
	for u in $(wildcard data/systemd/*); do \
		sed 's|@BINDIR@|$(PREFIX)/bin|g' $$u > $(UNITS)/$${u##*/} && \
		chmod 644 $(UNITS)/$${u##*/} || exit 1; \
	done

uninstall:
	rm -f $(BINDIR)/kartoteka
	rm -f $(addprefix $(SHARE)/locale/,$(addsuffix /LC_MESSAGES/kartoteka.mo,$(LANGS)))
	rm -f $(SHARE)/man/man1/kartoteka.1 $(SHARE)/man/man5/kartoteka.ini.5
	rm -rf $(DOC)
	rm -f $(SHARE)/bash-completion/completions/kartoteka $(SHARE)/zsh/site-functions/_kartoteka
	rm -f $(SHARE)/fish/vendor_completions.d/kartoteka.fish
	rm -f $(addprefix $(UNITS)/,$(notdir $(wildcard data/systemd/*)))

-include man/man.mk

# --- Source -----------------------------------------------------------------------------------

.PHONY: format check-format clean FORCE
format:
	find src include tests -name '*.[ch]' -print0 | xargs -0 clang-format -i

check-format:
	@find src include tests -name '*.[ch]' -print0 | xargs -0 -r clang-format --dry-run -Werror

clean:
	rm -rf $(BUILD)

FORCE:
