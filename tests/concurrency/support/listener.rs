//! A session that listens to a channel.

use postgres::Client;
use postgres::fallible_iterator::FallibleIterator;

use super::{PATIENCE, Place};

/// The payloads that have come on `channel` since the last look. Notifications arrive in the order of
/// their commits, so one sent now closes the list.
pub fn hears(client: &mut Client, place: &Place, channel: &str) -> Vec<String> {
    place.run(&format!("notify {channel}, 'end of list'"));
    let mut heard = Vec::new();
    let mut notifications = client.notifications();
    let mut arriving = notifications.timeout_iter(PATIENCE);
    while let Some(notification) = arriving.next().unwrap() {
        assert_eq!(notification.channel(), channel);
        if notification.payload() == "end of list" {
            return heard;
        }
        heard.push(notification.payload().to_owned());
    }
    panic!("the notification that closes the list did not come, only {heard:?}")
}
