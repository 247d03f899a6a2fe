namespace RayNet;

/// <summary>Leaves a public remote method of a class with <see cref="ExposeAttribute"/> out of what gateways serve.</summary>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class NotExposedAttribute : Attribute;
