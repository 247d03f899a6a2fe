namespace RayNet.Abstractions.Tests.Remote;

/// <summary>An instance task: only the arguments of the method travel, not those of the constructor.</summary>
public sealed class Pricer([FromServices] IFormatProvider format) : IDisposable
{
    [Remote]
    public string Price(decimal amount, string currency = "EUR") => string.Create(format, $"{amount:0.00} {currency}");

    public void Dispose()
    {
    }
}
