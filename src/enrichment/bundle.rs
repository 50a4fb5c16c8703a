//! An enrichment bundle: one statement per list; elements that cannot be used are listed.

use crate::enrichment::statements;
use crate::statement::Statement;
use dragonfly_domain::enrichment::{Asset, Contact};
use dragonfly_domain::input::{Input, InputFault};
use pgrx::JsonB;
use pgrx::Spi;
use pgrx::datum::{DatumWithOid, Uuid};
use serde_json::{Value, json};

use crate::body::Body;
use crate::element::Element;
use crate::error::Result;
use crate::ids;
use crate::jsonb::RawJsonb;

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
    fn put(self, statement: &Statement, arguments: &[DatumWithOid<'_>]) -> Result<Outcome> {
        let (inserted, used, foreign) = if self.kept.is_empty() {
            (0, 0, Vec::new())
        } else {
            Spi::connect(|client| -> Result<_> {
                let rows = statement.run(client, arguments)?;
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
    contacts.put(&statements::PUT_CONTACTS, &arguments)
}

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
    assets.put(&statements::PUT_ASSETS, &arguments)
}
