using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RayNet.Roslyn.Parsing;

/// <summary>Turns the arguments of an attribute into an initializer of an options record that sets only what the attribute sets.</summary>
internal sealed class OptionsParser(AttributeData? attribute, ParseContext context)
{
    private readonly List<string> _assignments = [];

    internal string? Initializer(string optionsType) =>
        _assignments.Count == 0 ? null : $"new global::RayNet.{optionsType} {{ {string.Join(", ", _assignments)} }}";

    internal OptionsParser Quantity(string name)
    {
        if (Get<double>(name) is { } value && Check(Resources.IsQuantity(value), name, value, Resources.Quantity))
        {
            Set(name, DefaultValues.Double(value));
        }

        return this;
    }

    internal OptionsParser Bytes(string name)
    {
        if (Get<long>(name) is { } value && Check(value >= 0, name, value, "0 or more"))
        {
            Set(name, value.ToString(CultureInfo.InvariantCulture) + "L");
        }

        return this;
    }

    /// <summary>A number; <paramref name="unset"/> is the value that means "not set".</summary>
    internal OptionsParser Number(string name, Func<int, bool> isValid, string allowed, int? unset = null)
    {
        if (Get<int>(name) is { } value && value != unset && Check(isValid(value), name, value, allowed))
        {
            Set(name, value.ToString(CultureInfo.InvariantCulture));
        }

        return this;
    }

    internal OptionsParser Timeout() => Milliseconds("TimeoutMilliseconds", "Timeout", "0 (without limit) or more");

    /// <summary>A time that the attribute has in milliseconds and the record under another name; 0 is not set.</summary>
    internal OptionsParser Milliseconds(string name, string option, string allowed)
    {
        if (Get<int>(name) is { } value && Check(value >= 0, name, value, allowed) && value > 0)
        {
            Set(option, $"global::System.TimeSpan.FromMilliseconds({value.ToString(CultureInfo.InvariantCulture)}d)");
        }

        return this;
    }

    internal OptionsParser Lifetime()
    {
        if (attribute is not null && attribute.TryGet("Lifetime", out TypedConstant constant) && constant.Value is int value
            && Check(value is 0 or 1, "Lifetime", value, "a member of ActorLifetime"))
        {
            Set("Lifetime", value == 1 ? "global::RayNet.ActorLifetime.Detached" : "global::RayNet.ActorLifetime.OwnerScoped");
        }

        return this;
    }

    internal OptionsParser Text(string name, string? value)
    {
        if (value is not null)
        {
            Set(name, SymbolDisplay.FormatLiteral(value, quote: true));
        }

        return this;
    }

    internal OptionsParser CustomResources()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var entries = new List<string>();
        foreach (TypedConstant item in GetArray("Resources"))
        {
            var text = item.Value as string;
            bool isValid = Resources.TryParse(text, out string name, out double quantity, out string allowed);
            if (Check(isValid, "Resources", text ?? "null", allowed) && Check(seen.Add(name), "Resources", text!, "each name once"))
            {
                entries.Add($"[{SymbolDisplay.FormatLiteral(name, quote: true)}] = {DefaultValues.Double(quantity)}");
            }
        }

        if (entries.Count > 0)
        {
            Set("Resources", $"new global::System.Collections.Generic.Dictionary<string, double>(global::System.StringComparer.Ordinal) {{ {string.Join(", ", entries)} }}");
        }

        return this;
    }

    internal OptionsParser LabelSelector()
    {
        var conditions = new List<string>();
        foreach (TypedConstant item in GetArray("LabelSelector"))
        {
            var text = item.Value as string;
            if (Check(LabelExpression.TryParse(text, out _, out _, out _), "LabelSelector", text ?? "null", LabelExpression.Allowed))
            {
                conditions.Add(SymbolDisplay.FormatLiteral(text!, quote: true));
            }
        }

        if (conditions.Count > 0)
        {
            Set("LabelSelector", $"global::RayNet.LabelSelector.Parse({string.Join(", ", conditions)})");
        }

        return this;
    }

    internal OptionsParser Spread()
    {
        if (Get<bool>("Spread") is true)
        {
            Set("SchedulingStrategy", "global::RayNet.SchedulingStrategy.Spread");
        }

        return this;
    }

    internal OptionsParser RetryOn()
    {
        var types = new List<string>();
        foreach (TypedConstant item in GetArray("RetryOn"))
        {
            var type = item.Value as INamedTypeSymbol;
            bool isValid = type is { IsUnboundGenericType: false } && type.DerivesFrom(context.Known.Exception) && AccessibilityChecks.CanName(type, context.Known.Compilation);
            if (type is IErrorTypeSymbol)
            {
                context.FailSilently();
            }
            else if (Check(isValid, "RetryOn", type is null ? "null" : type.ToDisplayString(), "exception types that generated code can reach"))
            {
                types.Add($"typeof({TypeNames.Plain(type!)})");
            }
        }

        if (types.Count > 0)
        {
            Set("RetryOn", $"new global::System.Type[] {{ {string.Join(", ", types)} }}");
        }

        return this;
    }

    /// <summary>The id that stands for the signature on the wire, checked; <see langword="null"/> when it is not set.</summary>
    internal string? CustomId()
    {
        if (attribute is null || !attribute.TryGet("Id", out TypedConstant constant) || constant.IsNull)
        {
            return null;
        }

        var id = (string)constant.Value!;
        return Check(!string.IsNullOrWhiteSpace(id), "Id", $"\"{id}\"", "a name that is not empty") ? id : null;
    }

    private T? Get<T>(string name)
        where T : struct =>
        attribute is not null && attribute.TryGet(name, out TypedConstant constant) && constant.Value is T value ? value : null;

    private ImmutableArray<TypedConstant> GetArray(string name) =>
        attribute is not null && attribute.TryGet(name, out TypedConstant constant) && constant is { Kind: TypedConstantKind.Array, IsNull: false } ? constant.Values : [];

    private void Set(string name, string value) => _assignments.Add($"{name} = {value}");

    private bool Check(bool isValid, string option, IFormattable value, string allowed) =>
        isValid || Check(isValid, option, value.ToString(null, CultureInfo.InvariantCulture), allowed);

    private bool Check(bool isValid, string option, string value, string allowed)
    {
        if (!isValid)
        {
            context.Report(DiagnosticIds.InvalidOption, attribute!.LocationOf(option, context.CancellationToken), option, value, allowed);
        }

        return isValid;
    }
}
