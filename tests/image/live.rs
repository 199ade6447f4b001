//! A catalogue that is replaced while it is asked.

use dingmi::emit::{self, Format, Order};
use dingmi::model::Context;
use dingmi_catalogue::{Catalogue, Live, OpenError, Reload, ReloadError};

use crate::forms::AS_OF;
use crate::worlds;

fn bytes(serial: u64, rows: usize) -> Vec<u8> {
    let rows: String = (0..rows).map(|row| format!("matter {row} \"事项{row}\" {{ level mimi; }} ")).collect();
    let text = format!("organ o; catalogue c \"目录\" under cn-2014 {{ issued-by o; {rows}}}");
    let loaded = worlds::load(&text);
    let context = Context { model: &loaded.model, sources: loaded.program.sources(), as_of: AS_OF };
    let order = Order { serial, formats: vec![Format::Image], audience: None };
    emit::outputs(&context, &order).unwrap().remove(0).bytes
}

fn image(serial: u64, rows: usize) -> Catalogue {
    Catalogue::from_bytes(bytes(serial, rows)).unwrap()
}

#[test]
fn only_a_greater_serial_takes_the_place() {
    let live = Live::new(image(7, 2));
    let held = live.current();
    assert_eq!(held.serial(), 7);
    assert!(matches!(live.replace(image(6, 3)), Err(ReloadError::Older { held: 7, found: 6 })));
    assert!(matches!(live.replace(image(7, 3)), Err(ReloadError::SameSerial { serial: 7 })));
    assert_eq!(live.replace(image(7, 2)).unwrap(), Reload::Unchanged);
    assert_eq!(live.current().digest(), held.digest());
    assert_eq!(live.replace(image(8, 3)).unwrap(), Reload::Replaced);
    assert_eq!((live.current().serial(), live.current().matters().len()), (8, 3));
    // Who took the old one holds it still.
    assert_eq!((held.serial(), held.matters().len()), (7, 2));
    live.replace_with_any(held.clone());
    assert_eq!(live.current().digest(), held.digest());
    assert_eq!(live.replace(image(u64::MAX, 1)).unwrap(), Reload::Replaced);
}

#[test]
fn what_is_no_image_takes_no_place() {
    let folder = std::env::temp_dir().join(format!("dingmi-live-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = |name: &str| folder.join(name);
    let good = bytes(7, 2);
    std::fs::write(path("good"), &good).unwrap();
    std::fs::write(path("next"), bytes(8, 1)).unwrap();
    std::fs::write(path("empty"), []).unwrap();
    std::fs::write(path("short"), &good[..good.len() - 1]).unwrap();
    let mut changed = good.clone();
    *changed.last_mut().unwrap() ^= 1;
    std::fs::write(path("changed"), changed).unwrap();
    let live = Live::open(path("good")).unwrap();
    let fails = |name: &str| match live.reload(path(name)) {
        Err(ReloadError::Open(error)) => error,
        other => panic!("{name}: {other:?}"),
    };
    assert!(matches!(fails("nowhere"), OpenError::Io(_)));
    assert!(matches!(fails("empty"), OpenError::NotAnImage));
    assert!(matches!(fails("short"), OpenError::Length { .. }));
    assert!(matches!(fails("changed"), OpenError::Digest));
    assert_eq!(live.current().serial(), 7);
    assert_eq!(live.reload(path("good")).unwrap(), Reload::Unchanged);
    assert_eq!(live.reload(path("next")).unwrap(), Reload::Replaced);
    assert!(matches!(live.reload(path("good")), Err(ReloadError::Older { .. })));
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn it_is_asked_while_it_is_replaced() {
    let live = Live::new(image(1, 1));
    let images: Vec<Catalogue> = (2..40).map(|serial| image(serial, serial as usize % 5 + 1)).collect();
    std::thread::scope(|scope| {
        let ask = || {
            let mut last = 0;
            while last < 39 {
                let now = live.current();
                assert!(now.serial() >= last);
                last = now.serial();
                assert_eq!(now.matters().len(), if last == 1 { 1 } else { last as usize % 5 + 1 });
            }
        };
        let threads = [scope.spawn(ask), scope.spawn(ask)];
        images.iter().for_each(|image| assert_eq!(live.replace(image.clone()).unwrap(), Reload::Replaced));
        threads.into_iter().for_each(|thread| thread.join().unwrap());
    });
}
