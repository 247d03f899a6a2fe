namespace RayNet.Roslyn.Rpc;

/// <summary>The interface that the clients of a hub implement.</summary>
/// <param name="FullName">The interface as source text.</param>
/// <param name="Methods">Its methods and those that it inherits.</param>
internal sealed record RpcReceiverModel(string FullName, EquatableArray<RpcMethodModel> Methods);
