using System.Globalization;

namespace RayNet.Runtime.Tests;

internal static class Defaults
{
    [Remote]
    public static string Describe(
        string? text = "a\"b\\\n",
        char letter = '\'',
        double number = double.NaN,
        float half = 0.5f,
        decimal money = 1.10m,
        DayOfWeek day = DayOfWeek.Friday,
        Guid id = default,
        int? maybe = null,
        long large = long.MinValue) =>
        string.Create(CultureInfo.InvariantCulture, $"{text}|{letter}|{number}|{half}|{money}|{day}|{id}|{maybe}|{large}");
}
