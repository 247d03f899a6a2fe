using System.Text.Json.Serialization;

namespace RayNet.Runtime.Cluster.Sessions;

/// <summary>How what runs is written down.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ProcessRecord))]
internal sealed partial class SessionJson : JsonSerializerContext;
