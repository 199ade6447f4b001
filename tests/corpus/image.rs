//! `catalogue.dmc` and `catalogue.json` say the same.

use dingmi::emit::{self, Order};
use dingmi::model::Context;
use dingmi_catalogue::Catalogue;

use crate::folder::{Repository, TODAY, check, load};

#[test]
fn the_image_says_what_json_says_to_the_byte() {
    let program = load(&Repository::sources("policies"));
    let (model, _) = check(&program);
    let context = Context { model: &model, sources: program.sources(), as_of: TODAY };
    let outputs = emit::outputs(&context, &Order::on(TODAY)).unwrap();
    let [image, json] = &outputs[..] else { unreachable!("the image and JSON are the default") };
    let catalogue = Catalogue::from_bytes(image.bytes.clone()).unwrap();
    let mut read_back = serde_json::to_string_pretty(&catalogue.document()).unwrap();
    read_back.push('\n');
    let json = std::str::from_utf8(&json.bytes).unwrap();
    for (line, (ours, theirs)) in read_back.lines().zip(json.lines()).enumerate() {
        assert_eq!(ours, theirs, "line {}", line + 1);
    }
    assert_eq!(read_back.len(), json.len());
}
