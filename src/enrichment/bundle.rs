//! An enrichment bundle: one statement per list; elements that cannot be used are listed.

use dragonfly_domain::enrichment::{Asset, Contact};
use dragonfly_domain::input::{Input, InputFault};
use pgrx::JsonB;
use pgrx::datum::{DatumWithOid, IntoDatum, Uuid};
use pgrx::pg_sys::PgOid;
use pgrx::{Spi, oids_of};
use serde_json::{Value, json};

use crate::body::Body;
use crate::columns;
use crate::element::Element;
use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;
use crate::plan::{self, Text};

/// What became of a list.
struct Outcome {
    inserted: i64,
    updated: i64,
    skipped: Vec<Value>,
}

/// The usable elements of a list with their places in it, and the others with the reason.
struct Sorted<T> {
    name: &'static str,
    kept: Vec<(i64, T, Option<RawJsonb>)>,
    skipped: Vec<(i64, String)>,
}

/// Writes what can be used of both lists and answers the counts.
pub fn merge(case_id: Uuid, contacts: &[Element], assets: &[Element]) -> Result<JsonB> {
    let contacts = put_contacts(case_id, Sorted::of("contacts", contacts, Contact::read))?;
    let assets = put_assets(case_id, Sorted::of("assets", assets, Asset::read))?;
    let skipped = [contacts.skipped, assets.skipped].concat();
    Ok(JsonB(json!({
        "ok": true,
        "case_id": case_id.to_string(),
        "contacts_processed": contacts.inserted + contacts.updated,
        "assets_processed": assets.inserted + assets.updated,
        "contacts_inserted": contacts.inserted,
        "contacts_updated": contacts.updated,
        "assets_inserted": assets.inserted,
        "assets_updated": assets.updated,
        "skipped": skipped,
    })))
}

impl<T> Sorted<T> {
    fn of(
        name: &'static str,
        elements: &[Element],
        read: impl Fn(&Input<'_>) -> std::result::Result<T, InputFault>,
    ) -> Self {
        let mut sorted = Self { name, kept: Vec::new(), skipped: Vec::new() };
        for (index, element) in (0..).zip(elements) {
            let Some(object) = element.nested().filter(|value| value.is_object()) else {
                sorted.skipped.push((index, "element must be an object".to_owned()));
                continue;
            };
            let body = Body::of_object(Some(object));
            match read(&body.input()) {
                Ok(element) => sorted.kept.push((index, element, body.object("meta_json"))),
                Err(fault) => sorted.skipped.push((index, fault.to_string())),
            }
        }
        sorted
    }

    fn column<C>(&self, column: impl Fn(&T) -> C) -> DatumWithOid<'static>
    where
        Vec<C>: Into<DatumWithOid<'static>>,
    {
        self.kept.iter().map(|(_, element, _)| column(element)).collect::<Vec<_>>().into()
    }

    fn places(&self) -> DatumWithOid<'static> {
        self.kept.iter().map(|(place, ..)| *place).collect::<Vec<_>>().into()
    }

    /// Runs the list's statement: how many rows are new, how many elements it used, and which it did
    /// not, because their entity is none of the case's.
    fn put(
        self,
        statement: &'static str,
        sql: &'static str,
        types: Vec<PgOid>,
        arguments: &[DatumWithOid<'_>],
    ) -> Result<Outcome> {
        let (inserted, used, foreign) = if self.kept.is_empty() {
            (0, 0, Vec::new())
        } else {
            Spi::connect(|client| -> Result<_> {
                let rows = plan::write(client, statement, "", arguments, |client| {
                    Ok(Text::new(columns::typed(client, sql)?, types))
                })?;
                let row = rows.first();
                let foreign = row.get::<Vec<i64>>(3)?.unwrap_or_default();
                let count = |value: Option<i64>| value.unwrap_or_default();
                Ok((count(row.get::<i64>(1)?), count(row.get::<i64>(2)?), foreign))
            })?
        };
        let mut skipped = self.skipped;
        let reason = "entity_id is no entity of this case";
        skipped.extend(foreign.into_iter().map(|index| (index, reason.to_owned())));
        skipped.sort_unstable();
        let shown = skipped
            .into_iter()
            .map(|(index, reason)| json!({"index": index, "list": self.name, "reason": reason}));
        Ok(Outcome { inserted, updated: used - inserted, skipped: shown.collect() })
    }
}

fn put_contacts(case_id: Uuid, contacts: Sorted<Contact>) -> Result<Outcome> {
    let arguments = [
        case_id.into(),
        contacts.places(),
        contacts.column(|contact| ids::datum(contact.entity_id)),
        contacts.column(|contact| contact.kind.clone()),
        contacts.column(|contact| contact.value.clone()),
        contacts.column(|contact| contact.source.clone()),
        contacts.column(|contact| contact.validated),
        contacts.column(|contact| contact.score.clone()),
    ];
    let types = oids_of![
        Uuid,
        Vec<i64>,
        Vec<Uuid>,
        Vec<String>,
        Vec<String>,
        Vec<String>,
        Vec<bool>,
        Vec<String>
    ];
    contacts.put("put_contacts", PUT_CONTACTS, types.to_vec(), &arguments)
}

/// What no element names stays as it is. Nobody else writes contacts of the case meanwhile, see
/// `store::lock_case`, so those that are known stay what they are until they are written.
const PUT_CONTACTS: &str = "
with sent as materialized (
    select it.*, entity.case_id is not distinct from $1 as is_ours
    from unnest($2, $3, $4, $5, $6, $7, $8)
        as it (place, entity_id, kind, value, source, validated, score)
    left join parties.entities as entity on entity.entity_id = it.entity_id),
told as (
    select entity_id, kind, value,
           (array_agg(source order by place desc) filter (where source is not null))[1] as source,
           (array_agg(validated order by place desc) filter (where validated is not null))[1] as validated,
           (array_agg(score order by place desc) filter (where score is not null))[1]::numeric as score
    from sent where is_ours group by entity_id, kind, value),
written as (
    insert into enrichment.contacts as contact
        (entity_id, kind, value, source, validated_bool, score)
    select told.entity_id, told.kind::[enrichment.contacts.kind], told.value, told.source,
           coalesce(told.validated, case when known.contact_id is null then false else known.validated_bool end),
           coalesce(told.score, case when known.contact_id is null then 0 else known.score end)
    from told
    left join enrichment.contacts as known
        on known.entity_id = told.entity_id and known.kind = told.kind::[enrichment.contacts.kind]
       and known.value = told.value
    order by told.entity_id, told.kind, told.value
    on conflict (entity_id, kind, value) do update
    set source = coalesce(excluded.source, contact.source),
        validated_bool = excluded.validated_bool, score = excluded.score
    returning contact.xmax = 0 as is_new)
select (select pg_catalog.count(*) from written where is_new),
       (select pg_catalog.count(*) from sent where is_ours),
       array(select place from sent where not is_ours)";

fn put_assets(case_id: Uuid, assets: Sorted<Asset>) -> Result<Outcome> {
    let arguments = [
        case_id.into(),
        assets.places(),
        assets.column(|asset| ids::datum(asset.entity_id)),
        assets.column(|asset| asset.asset_type.clone()),
        assets.column(|asset| asset.confidence.clone()),
        assets.column(|asset| asset.source.clone()),
        assets.kept.iter().map(|(.., meta)| *meta).collect::<Vec<_>>().into(),
    ];
    let types =
        oids_of![Uuid, Vec<i64>, Vec<Uuid>, Vec<String>, Vec<String>, Vec<String>, Vec<RawJsonb>];
    assets.put("put_assets", PUT_ASSETS, types.to_vec(), &arguments)
}

const PUT_ASSETS: &str = "
with sent as materialized (
    select it.*, entity.case_id is not distinct from $1 as is_ours
    from unnest($2, $3, $4, $5, $6, $7)
        as it (place, entity_id, asset_type, confidence, source, meta)
    left join parties.entities as entity on entity.entity_id = it.entity_id),
told as (
    select entity_id, asset_type,
           (array_agg(confidence order by place desc) filter (where confidence is not null))[1]::numeric as confidence,
           (array_agg(source order by place desc) filter (where source is not null))[1] as source,
           (array_agg(meta order by place desc) filter (where meta is not null))[1] as meta
    from sent where is_ours group by entity_id, asset_type),
written as (
    insert into enrichment.assets as asset (entity_id, asset_type, confidence, source, meta_json)
    select told.entity_id, told.asset_type::[enrichment.assets.asset_type],
           coalesce(told.confidence, case when known.asset_id is null then 0 else known.confidence end),
           told.source, coalesce(told.meta, known.meta_json, '{}')
    from told
    left join enrichment.assets as known
        on known.entity_id = told.entity_id and known.asset_type = told.asset_type::[enrichment.assets.asset_type]
    order by told.entity_id, told.asset_type
    on conflict (entity_id, asset_type) do update
    set source = coalesce(excluded.source, asset.source),
        confidence = excluded.confidence, meta_json = excluded.meta_json
    returning asset.xmax = 0 as is_new)
select (select pg_catalog.count(*) from written where is_new),
       (select pg_catalog.count(*) from sent where is_ours),
       array(select place from sent where not is_ours)";
