# The manual: hand-written pages whose key and option sections come from the tables of the program.

MANPAGES := $(BUILD)/man/kartoteka.1 $(BUILD)/man/kartoteka.ini.5

all: $(MANPAGES)

# $(call manual,PARTS): --print-man-<part> stands in the place of the line @<part>@.
define manual
	@mkdir -p $(@D)
	@for part in $(1); do LC_ALL=C $(BUILD)/kartoteka --print-man-$$part > $@.$$part || exit 1; done
	$(call say,MAN)sed $(foreach p,$(1),-e '/^@$(p)@$$/{' -e 'r $@.$(p)' -e 'd' -e '}') \
		-e 's/@VERSION@/$(VERSION)/' $< > $@.tmp && rm -f $(1:%=$@.%) && mv $@.tmp $@
endef

$(BUILD)/man/kartoteka.1: man/kartoteka.1.in $(BUILD)/kartoteka
	$(call manual,keys commands)

$(BUILD)/man/kartoteka.ini.5: man/kartoteka.ini.5.in $(BUILD)/kartoteka
	$(call manual,options)
