namespace RayNet.Runtime.Rpc.Tests.Codecs;

/// <summary>A plain record, which MessagePack alone would not write: an array in the order of its members.</summary>
public sealed record Growing(int Id, string Name, int Added = 7);
