/* SHA-256 of a source, a block at a time. */
#include "exchange/source_hash.h"

#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/library.h"
#include "base/mem.h"

enum { BLOCK = 256 * 1024 };

struct hash_library {
	__typeof__(&sha256_init) init;
	__typeof__(&sha256_update) update;
	__typeof__(&sha256_digest) digest;
};

static enum status load(struct hash_library *lib, struct err *err)
{
	const struct library_symbol symbols[] = {
		{"nettle_sha256_init", &lib->init},
		{"nettle_sha256_update", &lib->update},
		{"nettle_sha256_digest", &lib->digest},
	};

	return library_load(
		"libnettle.so.8", "libnettle8", symbols, sizeof(symbols) / sizeof(symbols[0]), err);
}

enum status source_hash(const struct source *src, char out[SOURCE_HASH], struct err *err)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct hash_library lib = {0};
	struct sha256_ctx ctx;
	uint64_t offset = 0;
	uint8_t *block;
	size_t got = 0;
	enum status st = load(&lib, err);

	if (st)
		return st;
	block = mem_alloc(BLOCK);
	lib.init(&ctx);
	while (!st && !(st = source_read(src, offset, block, BLOCK, &got, err)) && got) {
		lib.update(&ctx, got, block);
		offset += got;
	}
	free(block);
	if (st)
		return st;
	lib.digest(&ctx, sizeof(digest), digest);
	for (size_t i = 0; i < sizeof(digest); i++)
		snprintf(out + 2 * i, 3, "%02x", digest[i]);
	return ST_OK;
}
