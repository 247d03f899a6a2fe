namespace RayNet.Generators.Types.Tests.Runtime;

/// <summary>A type of the zoo with a value of it.</summary>
public abstract class ZooCase(string name)
{
    public string Name { get; } = name;

    public abstract bool IsImmutable { get; }

    public abstract Type TraitsType { get; }

    public abstract object? Make();

    public abstract object? Copy(object? value);

    public abstract byte[] Serialize(object? value);

    public abstract object? Deserialize(ReadOnlyMemory<byte> bytes);

    public sealed override string ToString() => Name;
}
