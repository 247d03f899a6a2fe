namespace RayNet.Roslyn.Model;

/// <summary>What a remote method returns.</summary>
/// <param name="Kind">How.</param>
/// <param name="Type">The type of the result, or of an item of the stream; empty for nothing.</param>
/// <param name="Copy">The method that makes deep copies; <see langword="null"/> for immutable types.</param>
/// <param name="Parts">The elements of a tuple whose references are returned one by one; else empty.</param>
internal sealed record ReturnModel(ReturnKind Kind, string Type, string? Copy, EquatableArray<PartModel> Parts)
{
    internal bool HasResult => Type.Length > 0;

    internal bool IsAsync => Kind is ReturnKind.Task or ReturnKind.TaskOfT or ReturnKind.ValueTask or ReturnKind.ValueTaskOfT;
}
