using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>A date and time with its kind, which MessagePack's timestamp would turn into UTC.</summary>
internal sealed class DateTimeTraits : ValueTraits<DateTime>
{
    public override bool IsImmutable => true;

    public override DateTime Copy(DateTime value) => value;

    public override object CreateFormatter() => NativeDateTimeFormatter.Instance;
}
