using RayNet.Roslyn.Model;

namespace RayNet.Roslyn.Rpc;

/// <summary>A method of an RPC interface.</summary>
/// <param name="Name">The method's name as source text.</param>
/// <param name="WireName">Its name on the wire.</param>
/// <param name="Id">Its number on a hub: a hash of the name.</param>
/// <param name="Return">How it returns.</param>
/// <param name="ReturnType">The return type as source text.</param>
/// <param name="Result">The type of the result as source text; <see langword="null"/> without a result.</param>
/// <param name="Parameters">All parameters in order, a cancellation token included.</param>
internal sealed record RpcMethodModel(
    string Name,
    string WireName,
    int Id,
    ReturnKind Return,
    string ReturnType,
    string? Result,
    EquatableArray<RpcParameterModel> Parameters);
