namespace RayNet;

/// <summary>The parameter is taken from the worker's service provider and is never sent. See <see cref="IRayStartup"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
