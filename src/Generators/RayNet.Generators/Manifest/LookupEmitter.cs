using System.Globalization;
using RayNet.Roslyn;

namespace RayNet.Generators.Manifest;

/// <summary>
/// Writes a method that finds something by a number. The compiler's work for a switch grows with the square of its cases, so that many of them are spread over
/// several methods: for 5,000 in one it would take longer than for all else in the manifest's project.
/// </summary>
/// <param name="writer">Where to write.</param>
/// <param name="type">The type of what is found.</param>
/// <param name="name">The name of the method.</param>
/// <param name="parameter">Its parameter.</param>
internal sealed class LookupEmitter(SourceWriter writer, string type, string name, string parameter)
{
    /// <summary>How many cases a switch has at most.</summary>
    internal const int CasesPerSwitch = 64;

    private readonly string _argument = parameter.Substring(parameter.IndexOf(' ') + 1);

    /// <summary>Whether the method is private and not the override of the manifest's own.</summary>
    internal bool IsHelper { get; init; }

    /// <summary>Writes the method.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="key">The number of one as source text; they ascend.</param>
    /// <param name="value">What is found, as source text.</param>
    internal void Emit(int count, Func<int, string> key, Func<int, string> value)
    {
        writer.Open($"{(IsHelper ? "private static" : "public override")} {type}? {name}({parameter})");
        if (count <= CasesPerSwitch)
        {
            EmitSwitch(0, count, key, value);
            return;
        }

        int last = (count - 1) / CasesPerSwitch;
        for (int part = 0; part < last; part++)
        {
            writer.Open($"if ({_argument} < {key((part + 1) * CasesPerSwitch)})").Line($"return {name}{Text(part)}({_argument});").Close().Line();
        }

        writer.Line($"return {name}{Text(last)}({_argument});").Close().Line();
        for (int part = 0; part <= last; part++)
        {
            writer.Open($"private static {type}? {name}{Text(part)}({parameter})");
            EmitSwitch(part * CasesPerSwitch, Math.Min(count, (part + 1) * CasesPerSwitch), key, value);
        }
    }

    private void EmitSwitch(int begin, int end, Func<int, string> key, Func<int, string> value)
    {
        writer.Open($"switch ({_argument})");
        for (int i = begin; i < end; i++)
        {
            writer.Line($"case {key(i)}: return {value(i)};");
        }

        writer.Line("default: return null;").Close().Close().Line();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
