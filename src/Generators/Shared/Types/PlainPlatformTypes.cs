namespace RayNet.Roslyn.Types;

/// <summary>Types of the platform whose public members show all that they hold.</summary>
internal static class PlainPlatformTypes
{
    private static readonly HashSet<string> Named = new(StringComparer.Ordinal)
    {
        "System.Collections.Generic.KeyValuePair`2",
        "System.Numerics.Vector2", "System.Numerics.Vector3", "System.Numerics.Vector4", "System.Numerics.Quaternion",
        "System.Numerics.Plane", "System.Numerics.Matrix3x2", "System.Numerics.Matrix4x4",
    };

    internal static bool Contains(string metadataName) =>
        Named.Contains(metadataName) || metadataName.StartsWith("System.Tuple`", StringComparison.Ordinal) || IsValueTuple(metadataName);

    /// <summary>Their fields are all there is; their properties repeat them.</summary>
    internal static bool HasFieldsOnly(string metadataName) =>
        IsValueTuple(metadataName) || metadataName.StartsWith("System.Numerics.", StringComparison.Ordinal);

    private static bool IsValueTuple(string metadataName) => metadataName.StartsWith("System.ValueTuple`", StringComparison.Ordinal);
}
