using RayNet.CompilerServices;

namespace RayNet.Generators.Types.Tests.Runtime;

/// <summary>A type of the zoo with a value of it.</summary>
public sealed class ZooCase<T>(string name, Func<T> make) : ZooCase(name)
{
    public override bool IsImmutable => ValueTraits<T>.Instance.IsImmutable;

    public override Type TraitsType => ValueTraits<T>.Instance.GetType();

    public override object? Make() => make();

    public override object? Copy(object? value) => ValueTraits<T>.Instance.Copy((T)value!);

    public override byte[] Serialize(object? value) => RaySerializer.Serialize((T)value!);

    public override object? Deserialize(ReadOnlyMemory<byte> bytes) => RaySerializer.Deserialize<T>(bytes);
}
