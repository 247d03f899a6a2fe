using System.Collections.Immutable;
using RayNet.Generators.Incremental;
using RayNet.Roslyn.Exposure;

namespace RayNet.Generators.Exposure;

/// <summary>An exposed class that gets genuine MagicOnion code.</summary>
/// <param name="Exposed">The class.</param>
/// <param name="Facts">What the project references of MagicOnion.</param>
internal sealed record MagicOnionModel(ExposedModel Exposed, MagicOnionFacts Facts)
{
    internal static ImmutableArray<MagicOnionModel> Of(Findings findings)
    {
        ImmutableArray<MagicOnionModel>.Builder models = ImmutableArray.CreateBuilder<MagicOnionModel>();
        foreach (ExposedModel exposed in findings.Exposed)
        {
            if (findings.MagicOnion.HasInterfaces && exposed.Host.IsPublic)
            {
                models.Add(new MagicOnionModel(exposed, findings.MagicOnion));
            }
        }

        return models.ToImmutable();
    }
}
