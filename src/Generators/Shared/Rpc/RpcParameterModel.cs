namespace RayNet.Roslyn.Rpc;

/// <summary>A parameter of an RPC method.</summary>
/// <param name="Name">Its name as source text.</param>
/// <param name="Type">Its type as source text, with annotations.</param>
/// <param name="Default">Its default value as source text, or <see langword="null"/>.</param>
/// <param name="Primitive">The suffix of MessagePackReader's method, or <see langword="null"/> if a formatter is needed.</param>
/// <param name="IsToken">Whether it is the cancellation token, which is not sent.</param>
internal sealed record RpcParameterModel(string Name, string Type, string? Default, string? Primitive, bool IsToken);
