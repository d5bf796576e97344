#!/bin/sh
# The worked example: the "CRM Sales Opportunities" files (85 companies, 7 products, 35 salespeople,
# 8,800 deals) into an empty office, with documented commands only.
#
#   sh tests/real/crm-sales.sh DATADIR DBFILE        (kartoteka on the PATH)
set -eu

data=$1 db=$2
crm() { kartoteka --db "$db" "$@"; }

# The year a company was founded is a field of this office's own.
crm add custom_field name=year_established title="Year established" kind=client type=number

# People of the sales team; managers are people too and are made when they are named.
crm import user "$data/sales_teams.csv" --map name=sales_agent,team=regional_office,manager=manager --create-missing

crm import product "$data/products.csv" --map name=product,category=series,price=sales_price,currency==USD

# Revenue stands in millions. A parent may come later in the file.
crm import company "$data/accounts.csv" \
	--map "name=account,industry=sector,year_established=year_established,revenue=revenue*1000000,currency==USD" \
	--map size=employees,country=office_location,parent=subsidiary_of

# The pipeline and its stages are made from the file; "GTXPro" is the product "GTX Pro".
printf 'product: GTXPro = GTX Pro\n' |
	crm import deal "$data/sales_pipeline.csv" --dates dmy --create-missing --values - \
		--map pipeline==Hardware,stage=deal_stage,currency==USD,external_id=opportunity_id,owner=sales_agent \
		--map product=product,client=account,opened_at=engage_date,closed_at=close_date,amount=close_value
