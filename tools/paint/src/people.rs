//! People at work and animals, seen from some way off.

use super::canvas::{Canvas, Point, Rgb, hex, shade};
use super::land::Light;
use super::noise::Dice;
use super::shapes::{ellipse, fill_lit, rectangle, shadow, stroke};

/// What a person does.
#[derive(Clone, Copy, PartialEq)]
pub enum Pose {
    Stand,
    Wave,
    Dig,
    Bend,
    CarryBag,
    CarryBox,
    Run,
    Sit,
    WithStick,
}

/// Volunteers wear the platform's vests now and then; the rest is their own.
const CLOTHES: [u32; 9] = [0xf28c28, 0xf2a03d, 0x2f8f6b, 0x2a6f97, 0xd94f4f, 0xe9c46a, 0x6c5b9e, 0x3d5a80, 0xf4f1de];
const TROUSERS: [u32; 5] = [0x27374d, 0x3b3b48, 0x4a5a6a, 0x5b4a3f, 0x2f3e46];
const SKIN: [u32; 4] = [0xe8b894, 0xd9a27c, 0xc98d66, 0xf0c5a4];
const HAIR: [u32; 4] = [0x1d1a1a, 0x2b211d, 0x3a2a20, 0x6b6460];

/// Draws a person whose feet stand at the point; `size` is the height, `facing` 1 or −1.
pub fn person(canvas: &mut Canvas, light: &Light, feet: Point, size: f32, facing: f32, pose: Pose, dice: &mut Dice) {
    let (x, y) = feet;
    let sun = light.sun_at.0;
    let coat = light.on(hex(dice.pick(&CLOTHES)));
    let legs = light.on(hex(dice.pick(&TROUSERS)));
    let skin = light.on(hex(dice.pick(&SKIN)));
    let hair = light.on(hex(dice.pick(&HAIR)));
    let cap = dice.below(3) == 0;
    shadow(canvas, x, y, size * 0.2, size * 0.035, sun);

    let at = |dx: f32, dy: f32| (x + dx * size * facing, y - dy * size);
    let lean = match pose {
        Pose::Bend => 0.26,
        Pose::Dig => 0.13,
        Pose::Run => 0.09,
        Pose::WithStick => 0.06,
        _ => 0.0,
    };
    let hip_height = if pose == Pose::Sit { 0.3 } else { 0.47 };
    let hip = at(0.0, hip_height);
    let shoulder = at(lean, hip_height + if pose == Pose::Bend { 0.22 } else { 0.33 });
    let head = at(lean * 1.5, hip_height + if pose == Pose::Bend { 0.3 } else { 0.45 });

    for (knee, foot) in legs_of(pose) {
        let (knee, foot) = (at(knee.0, knee.1), at(foot.0, foot.1));
        fill_lit(canvas, &stroke(hip, knee, size * 0.062, size * 0.05), legs, sun);
        fill_lit(canvas, &stroke(knee, foot, size * 0.05, size * 0.036), legs, sun);
        canvas.fill(
            &stroke(foot, (foot.0 + 0.05 * size * facing, foot.1), size * 0.028, size * 0.024),
            shade(legs, 0.55),
        );
    }
    let arms = arms_of(pose);
    let arm = |canvas: &mut Canvas, (elbow, hand): (Point, Point), tone: f32| {
        let joint = |p: Point| at(lean + p.0, hip_height + p.1);
        let (elbow, hand) = (joint(elbow), joint(hand));
        fill_lit(canvas, &stroke(shoulder, elbow, size * 0.042, size * 0.034), shade(coat, tone), sun);
        fill_lit(canvas, &stroke(elbow, hand, size * 0.034, size * 0.026), shade(coat, tone), sun);
        canvas.fill(&ellipse(hand.0, hand.1, size * 0.026, size * 0.026), skin);
    };
    arm(canvas, arms.0, 0.8);
    // A torso is a stroke that narrows to the hip.
    fill_lit(canvas, &stroke((shoulder.0, shoulder.1 + size * 0.05), hip, size * 0.098, size * 0.078), coat, sun);
    fill_lit(canvas, &stroke(head, (shoulder.0, shoulder.1), size * 0.03, size * 0.03), shade(skin, 0.85), sun);
    fill_lit(canvas, &ellipse(head.0, head.1 - size * 0.02, size * 0.062, size * 0.075), skin, sun);
    let crown = (head.0 - 0.008 * size * facing, head.1 - size * 0.05);
    let top = if cap { coat } else { hair };
    fill_lit(canvas, &ellipse(crown.0, crown.1, size * 0.068, size * 0.056), top, sun);
    if cap {
        canvas.fill(
            &stroke(crown, (crown.0 + size * 0.1 * facing, crown.1 + size * 0.03), size * 0.016, size * 0.01),
            shade(top, 0.8),
        );
    }
    tool(canvas, light, pose, &at, size, sun);
    arm(canvas, arms.1, 1.0);
}

type Limb = (Point, Point);

fn legs_of(pose: Pose) -> [Limb; 2] {
    match pose {
        Pose::Run => [((0.16, 0.3), (0.04, 0.1)), ((-0.05, 0.24), (-0.24, 0.16))],
        Pose::Sit => [((0.2, 0.29), (0.2, 0.02)), ((0.17, 0.27), (0.24, 0.02))],
        Pose::Dig => [((0.08, 0.25), (0.14, 0.01)), ((-0.06, 0.24), (-0.13, 0.01))],
        Pose::Bend => [((0.05, 0.25), (0.07, 0.01)), ((-0.05, 0.25), (-0.09, 0.01))],
        Pose::CarryBag | Pose::CarryBox => [((0.07, 0.25), (0.1, 0.01)), ((-0.03, 0.24), (-0.1, 0.02))],
        _ => [((0.04, 0.25), (0.05, 0.01)), ((-0.04, 0.25), (-0.06, 0.01))],
    }
}

fn arms_of(pose: Pose) -> (Limb, Limb) {
    match pose {
        Pose::Wave => (((-0.1, 0.2), (-0.1, 0.06)), ((0.12, 0.42), (0.16, 0.58))),
        Pose::Dig => (((0.14, 0.2), (0.2, 0.1)), ((0.1, 0.24), (0.12, 0.2))),
        Pose::Bend => (((0.06, 0.06), (0.1, -0.14)), ((0.02, 0.06), (0.04, -0.12))),
        Pose::CarryBag => (((-0.08, 0.2), (-0.06, 0.05)), ((0.06, 0.18), (0.08, 0.03))),
        Pose::CarryBox => (((0.06, 0.18), (0.2, 0.17)), ((0.04, 0.16), (0.19, 0.13))),
        Pose::Run => (((0.12, 0.2), (0.2, 0.28)), ((-0.12, 0.2), (-0.05, 0.08))),
        Pose::Sit => (((0.07, 0.17), (0.18, 0.08)), ((0.05, 0.16), (0.16, 0.05))),
        Pose::WithStick => (((-0.06, 0.18), (-0.02, 0.05)), ((0.1, 0.2), (0.16, 0.1))),
        Pose::Stand => (((-0.09, 0.19), (-0.1, 0.04)), ((0.09, 0.19), (0.11, 0.04))),
    }
}

fn tool(canvas: &mut Canvas, light: &Light, pose: Pose, at: &impl Fn(f32, f32) -> Point, size: f32, sun: f32) {
    match pose {
        Pose::Dig => {
            canvas.fill(&stroke(at(0.2, 0.78), at(0.42, 0.1), size * 0.013, size * 0.013), light.on(hex(0x8a6a45)));
            fill_lit(
                canvas,
                &stroke(at(0.42, 0.12), at(0.46, 0.0), size * 0.045, size * 0.03),
                light.on(hex(0x7b848c)),
                sun,
            );
        }
        Pose::CarryBag => {
            let bag = at(0.1, 0.34);
            fill_lit(canvas, &ellipse(bag.0, bag.1, size * 0.11, size * 0.15), light.on(hex(0x30343c)), sun);
            fill_lit(
                canvas,
                &stroke(at(0.085, 0.46), at(0.08, 0.51), size * 0.03, size * 0.014),
                light.on(hex(0x3c414b)),
                sun,
            );
        }
        Pose::CarryBox => {
            let corner = at(0.22, 0.72);
            fill_lit(
                canvas,
                &rectangle(corner.0 - size * 0.09, corner.1, size * 0.2, size * 0.16),
                light.on(hex(0xb98f5f)),
                sun,
            );
            fill_lit(
                canvas,
                &rectangle(corner.0 - size * 0.01, corner.1, size * 0.035, size * 0.16),
                light.on(hex(0xd8c7a0)),
                sun,
            );
        }
        Pose::WithStick => {
            canvas.fill(&stroke(at(0.23, 0.57), at(0.27, 0.0), size * 0.012, size * 0.01), light.on(hex(0x6b4c33)))
        }
        _ => {}
    }
}

/// A dog of the given height at the shoulder.
pub fn dog(canvas: &mut Canvas, light: &Light, feet: Point, size: f32, facing: f32, dice: &mut Dice) {
    let sun = light.sun_at.0;
    let coat = light.on(hex(dice.pick(&[0xb0793f, 0x2e2a28, 0xd9c3a0, 0x7a5536, 0xe8e0d2, 0x8c8378])));
    let at = |dx: f32, dy: f32| (feet.0 + dx * size * facing, feet.1 - dy * size);
    shadow(canvas, feet.0, feet.1, size * 0.75, size * 0.09, sun);
    for (dx, tone) in [(-0.5, 0.7), (0.42, 0.7), (-0.42, 0.95), (0.5, 0.95)] {
        fill_lit(canvas, &stroke(at(dx, 0.6), at(dx + 0.04, 0.04), size * 0.13, size * 0.07), shade(coat, tone), sun);
    }
    fill_lit(canvas, &stroke(at(-0.48, 0.78), at(0.46, 0.82), size * 0.24, size * 0.27), coat, sun);
    canvas.fill(&stroke(at(-0.62, 0.9), at(-0.95, 1.3), size * 0.09, size * 0.05), coat);
    fill_lit(canvas, &stroke(at(0.5, 0.9), at(0.78, 1.32), size * 0.2, size * 0.17), coat, sun);
    fill_lit(canvas, &stroke(at(0.8, 1.36), at(1.08, 1.26), size * 0.2, size * 0.1), coat, sun);
    canvas.fill(&stroke(at(0.7, 1.5), at(0.62, 1.2), size * 0.1, size * 0.06), shade(coat, 0.65));
    canvas.fill(&stroke(at(0.58, 1.0), at(0.72, 1.12), size * 0.05, size * 0.05), light.on(hex(0xc8453b)));
    let nose = at(1.15, 1.29);
    canvas.fill(&ellipse(nose.0, nose.1, size * 0.06, size * 0.05), hex(0x191717));
}

/// A grazing horse.
pub fn horse(canvas: &mut Canvas, light: &Light, feet: Point, size: f32, facing: f32, dice: &mut Dice) {
    let sun = light.sun_at.0;
    let coat: Rgb = light.on(hex(dice.pick(&[0x5a3a26, 0x8a5a36, 0x3a2c26, 0xc9b296])));
    let at = |dx: f32, dy: f32| (feet.0 + dx * size * facing, feet.1 - dy * size);
    shadow(canvas, feet.0, feet.1, size * 0.7, size * 0.06, sun);
    for (dx, tone) in [(-0.42, 0.65), (0.34, 0.65), (-0.34, 0.9), (0.42, 0.9)] {
        fill_lit(canvas, &stroke(at(dx, 0.6), at(dx, 0.03), size * 0.09, size * 0.04), shade(coat, tone), sun);
    }
    fill_lit(canvas, &stroke(at(-0.36, 0.82), at(0.36, 0.84), size * 0.21, size * 0.2), coat, sun);
    canvas.fill(&stroke(at(-0.55, 0.9), at(-0.68, 0.35), size * 0.06, size * 0.03), shade(coat, 0.5));
    fill_lit(canvas, &stroke(at(0.42, 0.9), at(0.78, 0.52), size * 0.16, size * 0.1), coat, sun);
    fill_lit(canvas, &stroke(at(0.8, 0.52), at(0.86, 0.22), size * 0.1, size * 0.06), coat, sun);
    canvas.fill(&stroke(at(0.42, 1.05), at(0.74, 0.66), size * 0.04, size * 0.03), shade(coat, 0.45));
}
