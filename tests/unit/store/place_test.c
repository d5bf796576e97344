/* File systems, modes and free names. */
#include "office.h"

#include "../../../src/store/place.h"

static void test_file_systems(void **state)
{
	(void)state;
	assert_string_equal(place_remote_name(0x6969), "NFS");
	assert_string_equal(place_remote_name(0xFE534D42), "SMB2");
	/* f_type is signed on some machines. */
	assert_string_equal(place_remote_name((unsigned long)(long)(int)0xFF534D42), "CIFS");
	assert_string_equal(place_remote_name(0x65735546), "FUSE");
	assert_string_equal(place_remote_name(0x01021997), "9P");
	assert_null(place_remote_name(0xEF53));     /* ext4 */
	assert_null(place_remote_name(0x58465342)); /* xfs */
	assert_null(place_remote_name(0x9123683E)); /* btrfs */
	assert_null(place_remote_name(0x01021994)); /* tmpfs */
	assert_null(place_remote_name(0x794C7630)); /* overlay */
}

static void test_find(void **state)
{
	struct office *o = *state;
	struct place p;
	char *odd = mem_printf("%s/./../%s/office.db", o->dir, strrchr(o->dir, '/') + 1),
	     *deep = office_file(o, "x/y");

	assert_ok(place_find(odd, &p, &err));
	assert_false(p.exists);
	assert_string_equal(p.real, o->path);
	assert_string_equal(p.dir, o->dir);
	assert_int_equal(place_mode(&p), 0600);
	assert_ok(place_check_fs(&p, odd, &err));
	place_release(&p);
	assert_fails(place_find(deep, &p, &err), ST_IO, "x/y");
	free(odd);
	free(deep);
}

static void test_names(void **state)
{
	struct office *o = *state;
	char *name = place_free_name(o->path, ".old"), *temp = place_temp_name(o->path);
	FILE *f = fopen(name, "w");

	fclose(f);
	assert_true(place_side_exists(o->path, ".old"));
	free(name);
	name = place_free_name(o->path, ".old");
	assert_string_equal(name + strlen(name) - 6, ".old-2");
	assert_false(place_side_exists(temp, ""));
	free(name);
	free(temp);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, office_setup, office_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_file_systems),
		TEST(test_find),
		TEST(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
