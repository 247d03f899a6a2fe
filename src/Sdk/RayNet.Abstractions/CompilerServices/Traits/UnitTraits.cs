namespace RayNet.CompilerServices;

/// <summary>The value of a call that returns nothing; nil on the wire.</summary>
internal sealed class UnitTraits : ValueTraits<Unit>
{
    public override bool IsImmutable => true;

    public override Unit Copy(Unit value) => value;

    public override object CreateFormatter() => new UnitFormatter();
}
