"""How surfaces answer light beyond lamps: finishes that look the same from everywhere, glass, cuts.

The finishes are drawn by the normal as the camera sees it alone ("matcap", a material captured on a
ball), so that lamps play no part and a turned head keeps its shading.
"""

from dataclasses import dataclass

from app.translation import mark

_HOOK = "//VTK::Light::Impl"

_GLASS = """
  // Clear where it is looked at squarely, dense towards the outline, as thin tissue is.
  float facing = clamp(abs(normalVCVSOutput.z), 0.0, 1.0);
  float outline = pow(1.0 - facing, 2.0);
  fragOutput0.a = mix(opacity, min(1.0, opacity + 0.75), outline);
"""

_CLAY = """
  vec3 ballNormal = normalize(normalVCVSOutput);
  float ballKey = clamp(dot(ballNormal, vec3(0.42, 0.62, 0.66)), 0.0, 1.0);
  float ballFill = clamp(dot(ballNormal, vec3(-0.76, -0.08, 0.64)), 0.0, 1.0);
  float ballRim = pow(1.0 - clamp(ballNormal.z, 0.0, 1.0), 3.0);
  vec3 ballLight = vec3(0.20) + 0.66 * ballKey * vec3(1.0, 0.97, 0.93)
    + 0.20 * ballFill * vec3(0.80, 0.90, 1.0);
  fragOutput0.rgb = diffuseColor * ballLight + 0.10 * ballRim * vec3(1.0);
"""

_POLISHED = """
  vec3 ballNormal = normalize(normalVCVSOutput);
  float ballUp = 0.5 + 0.5 * ballNormal.y;
  vec3 ballLight = mix(vec3(0.24, 0.22, 0.21), vec3(0.86, 0.88, 0.92),
    smoothstep(0.1, 0.9, ballUp));
  float ballWindow = 0.8 * smoothstep(0.86, 0.96, dot(ballNormal, vec3(0.40, 0.58, 0.71)))
    + 0.4 * smoothstep(0.90, 0.975, dot(ballNormal, vec3(-0.62, 0.30, 0.72)));
  float ballRim = pow(1.0 - clamp(ballNormal.z, 0.0, 1.0), 4.0);
  fragOutput0.rgb = diffuseColor * ballLight + 0.42 * ballWindow + 0.30 * ballRim;
"""

_STRIPES = """
  vec3 ballNormal = normalize(normalVCVSOutput);
  float ballAngle = 6.5 * acos(clamp(ballNormal.y, -1.0, 1.0));
  float ballStripe = smoothstep(-0.18, 0.18, sin(2.0 * ballAngle));
  fragOutput0.rgb = diffuseColor * mix(0.28, 1.05, ballStripe) * (0.55 + 0.45 * ballNormal.z);
"""


@dataclass(frozen=True)
class Finish:
    """How a surface is shaded.

    Attributes
    ----------
    key : str
        By which it is remembered.
    title, tip : str
        What people read; English.
    shader : str
        Empty for lamps.
    """

    key: str
    title: str
    tip: str
    shader: str = ""


FINISHES = (
    Finish("skin", mark("Lit by lamps"), mark("Shaded by the lights chosen above")),
    Finish("clay", mark("Clay"), mark("Matte clay, the same shading from everywhere"), _CLAY),
    Finish(
        "polished",
        mark("Polished"),
        mark("Glossy: windows mirror in it, so that dents show"),
        _POLISHED,
    ),
    Finish(
        "stripes",
        mark("Stripes"),
        mark("Stripes that break where the surface is not smooth"),
        _STRIPES,
    ),
)
"""The finishes; the first is the one at first."""


def fragment_code(finish: str, *, glass: bool) -> tuple[str, str]:
    """Return what is replaced in VTK's fragment shader, and by what.

    Parameters
    ----------
    finish : str
        Key of `FINISHES`; the first where there is none of that key.
    glass : bool
        Whether a translucent surface keeps its outline.

    Returns
    -------
    hook, code : str
        For ``vtkShaderProperty.AddFragmentShaderReplacement``.
    """
    chosen = next((one for one in FINISHES if one.key == finish), FINISHES[0])
    return _HOOK, f"{_HOOK}\n{chosen.shader}{_GLASS if glass else ''}"
