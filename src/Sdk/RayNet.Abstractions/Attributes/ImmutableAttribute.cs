namespace RayNet;

/// <summary>
/// Promises that values of the type never change after construction, so that RayNet shares them inside a process instead of copying.
/// The generator proves this for records and structs of immutable members by itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class ImmutableAttribute : Attribute;
