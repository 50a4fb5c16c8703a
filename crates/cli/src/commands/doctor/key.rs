//! What a key says of itself. It is not verified here: PostgREST does that.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

/// The role whose key the program works with.
pub const SERVICE_ROLE: &str = "service_role";

#[derive(Deserialize)]
struct Claims {
    role: Option<String>,
}

/// The role that a key is for, where it tells: a JWT in its claim, a key of Supabase's newer kind by how it
/// begins.
pub fn role(key: &str) -> Option<String> {
    if key.starts_with("sb_publishable_") {
        return Some("anon".to_owned());
    }
    let claims = key.split('.').nth(1)?.trim_end_matches('=');
    let claims = URL_SAFE_NO_PAD.decode(claims).ok()?;
    serde_json::from_slice::<Claims>(&claims).ok()?.role
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_role_is_read_where_a_key_has_one() {
        let jwt = |claims: &str| format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(claims));
        assert_eq!(role(&jwt(r#"{"role":"anon","iat":1}"#)).as_deref(), Some("anon"));
        assert_eq!(role(&jwt(r#"{"role":"service_role"}"#)).as_deref(), Some(SERVICE_ROLE));
        assert_eq!(role("sb_publishable_abc").as_deref(), Some("anon"));
        for silent in [&jwt("{}"), &jwt("no json"), "sb_secret_abc", "a.b.c", "s3cret-key", ""] {
            assert_eq!(role(silent), None, "{silent}");
        }
    }
}
