using RayNet.Roslyn;
using RayNet.Roslyn.Model;

namespace RayNet.Generators.Calls;

/// <summary>What a call runs.</summary>
/// <param name="Expression">The expression before the argument list.</param>
/// <param name="Prefix">What stands before the expression, such as the opening of a call around it.</param>
/// <param name="Suffix">What stands behind the argument list.</param>
/// <param name="Instance">The type of the instance that is built for the call; <see langword="null"/> without one.</param>
/// <param name="Target">How that instance is built.</param>
internal sealed record CallTarget(string Expression, string Prefix = "", string Suffix = "", string? Instance = null, TargetModel? Target = null)
{
    internal DisposalKind Disposal => Target?.Disposal ?? DisposalKind.None;

    internal static CallTarget Static(string type, string method) => new($"{type}.{Identifiers.Escape(method)}");

    internal static CallTarget Built(string type, string method, TargetModel target) => new($"target.{Identifiers.Escape(method)}", Instance: type, Target: target);

    internal static CallTarget Actor(string receiver, string method) => new($"frame.GetActor<{receiver}>().{Identifiers.Escape(method)}");

    internal static CallTarget Constructor(string type) => new($"new {type}", Prefix: "frame.SetActor(", Suffix: ")");
}
