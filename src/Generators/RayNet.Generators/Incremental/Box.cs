namespace RayNet.Generators.Incremental;

/// <summary>Remembers that there is no model, too.</summary>
internal sealed class Box<T>(T? model)
    where T : class
{
    internal T? Model { get; } = model;
}
