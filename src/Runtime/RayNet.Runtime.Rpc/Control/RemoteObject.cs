namespace RayNet.Runtime.Control;

/// <summary>An object that another node has.</summary>
/// <param name="Size">Its bytes in the store, layout included.</param>
/// <param name="Source">The node to read it from.</param>
/// <param name="Holders">Nodes that have all of it, for a reader whose source is lost.</param>
internal sealed record RemoteObject(long Size, NodeId Source, NodeId[] Holders);
