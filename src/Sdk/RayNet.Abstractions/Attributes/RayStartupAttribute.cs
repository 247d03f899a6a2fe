namespace RayNet;

/// <summary>Marks the class that registers services on every worker of the application; it implements <see cref="IRayStartup"/> and has a parameterless constructor.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class RayStartupAttribute : Attribute;
