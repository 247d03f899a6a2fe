using System.Globalization;
using System.Text;

namespace RayNet.Generators.Tests.Fuzzing;

/// <summary>Composes odd but legal declarations of tasks and actors from a seed.</summary>
internal sealed class DeclarationComposer(int seed)
{
    private const string Usings =
        """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Threading;
        using System.Threading.Tasks;
        using RayNet;

        """;

    private const string SharedTypes =
        """
        namespace Zoo
        {
            public enum Color : byte { Red = 1, @enum = 7 }
            public sealed record Order(int Id, string? Note, ImmutableArray<decimal> Prices);
            public sealed class @class { public int Value { get; set; } public List<Order>? Orders { get; set; } }
            public readonly record struct Point(double X, double Y);
            public sealed record Box<T>(T Content);
            internal sealed record Hidden(int X);
            public interface IService { }
            public abstract class Base<T>
            {
                public virtual T Keep(T value) => value;
                public List<T> Many(T first, int count = 3) => [];
            }
            public interface IGreets { string Greet(string name, int times = 2) => name; }
        }

        """;

    private static readonly string[] ParameterNames =
    [
        "x", "X", "_x", "__x", "@class", "@this", "@await", "@file", "@field", "@scoped", "@record", "options", "taskOptions", "callOptions", "actorOptions", "rayOptions",
        "frame", "target", "call", "handle", "actorHandle", "value", "dependencies", "item", "tuple", "Method", "Invoke", "name", "actorNamespace", "größe", "名前", "global", "RayNet", "System",
    ];

    private static readonly string[] MethodNames =
    [
        "Add", "Invoke", "Method", "Copy", "Release", "@event", "@is", "Größe", "計算", "Submit", "CollectDependencies", "ReleaseArguments", "Isolate", "Execute", "AddAsync", "RayNet", "System", "N", "Class_1", "ValueCall",
    ];

    private static readonly (string Type, string? Default)[] Types =
    [
        ("int", "int.MinValue"), ("string", "\"\\u2028\\\"\""), ("string?", "null"), ("double", "double.NaN"), ("float", "-0.5f"), ("decimal", "79228162514264337593543950335m"), ("char", "'\\uD800'"),
        ("long?", "5"), ("bool", "true"), ("byte[]", "null!"), ("double[]?", "null"), ("int[][]", null), ("int[,]", null), ("List<int>", "default!"), ("IReadOnlyList<string?>", null), ("Dictionary<string, List<(int A, double? B)>>", null),
        ("(int Left, string? Right)", "default"), ("(int, (string A, Guid B))", null), ("Guid", "default"), ("DateTimeOffset?", "null"), ("TimeSpan", "default"), ("Zoo.Color", "Zoo.Color.@enum"), ("Zoo.Color?", "Zoo.Color.Red"),
        ("Zoo.Order", null), ("Zoo.Order?", "null"), ("Zoo.@class", null), ("Zoo.Point", "default"), ("Zoo.Point?", null), ("Zoo.Box<int>", null), ("Zoo.Box<Zoo.Box<string?>>?", "null"), ("ImmutableArray<Zoo.Order>", null),
        ("ReadOnlyMemory<byte>", "default"), ("ObjectRef<int>", null), ("ObjectRef<List<int>>?", "null"), ("ObjectRef", null), ("List<ObjectRef<string>>", null), ("HashSet<Zoo.Point>", null), ("ulong", "ulong.MaxValue"), ("sbyte", "-128"),
    ];

    private readonly Random _random = new(seed);
    private int _counter;

    internal int Methods { get; private set; }

    internal string Compose(int hosts)
    {
        var text = new StringBuilder(Usings).Append(SharedTypes);
        for (int i = 0; i < hosts; i++)
        {
            string space = Pick("", "N", "N.@namespace", "Ünïcode.N");
            string body = Chance(3) ? Actor() : Tasks();
            body = Chance(5) ? $"public static partial class Outer{Next()} {{ {body} }}" : Chance(8) ? $"internal struct Holder{Next()} {{ {body} }}" : body;
            text.AppendLine(space.Length == 0 ? body : $"namespace {space} {{ {body} }}");
        }

        return text.ToString();
    }

    private string Tasks()
    {
        bool isInternal = Chance(4);
        string kind = Pick("static class", "static partial class", "class", "sealed class", "record", "readonly record struct", "struct");
        bool isStatic = kind.StartsWith("static", StringComparison.Ordinal);
        bool isOpen = kind is "class" or "record";
        var text = new StringBuilder($"/// <summary>Tasks.</summary>\n{(isInternal ? "internal" : "public")} {kind} Tasks{Next()} {{\n");
        foreach ((string name, int sent) in Signatures())
        {
            string access = isOpen && Chance(5) ? "protected internal" : Chance(4) ? "internal" : "public";
            bool hidden = isInternal || access == "internal";
            bool isInstance = !isStatic && kind.EndsWith("class", StringComparison.Ordinal) && Chance(3);
            text.AppendLine(Documentation()).AppendLine(CultureInfo.InvariantCulture, $"{Attribute("Remote", "NumCpus = 0.25", "NumGpus = 1", "Resources = [\"a=1\"]", "MaxRetries = -1", "RetryOn = [typeof(TimeoutException)]", "TimeoutMilliseconds = 7")}{Obsolete()} {access}{(isInstance ? string.Empty : " static")} {Body(name, sent, hidden, "Remote")}");
        }

        return text.Append('}').ToString();
    }

    private string Actor()
    {
        bool isInternal = Chance(4);
        string primary = Chance(2) ? $"(int seed{Next()})" : string.Empty;
        string bases = Pick("", "", " : Zoo.Base<int>", " : Zoo.Base<Zoo.Order?>, Zoo.IGreets", " : Zoo.IGreets, IDisposable", " : IAsyncDisposable");
        var text = new StringBuilder($"{Attribute("Actor", "MaxRestarts = 3", "NumCpus = 1", "MaxConcurrency = 4", "Lifetime = ActorLifetime.Detached")}\n[ConcurrencyGroup(\"io\", 2)]\n{(isInternal ? "internal" : "public")} {Pick("sealed ", "")}{Pick("partial ", "")}class Actor{Next()}{primary}{bases} {{\n");
        if (primary.Length > 0)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"private readonly int _seed = {primary[5..^1]}; internal int Seed() => _seed;");
        }
        else if (Chance(2))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"public Actor{_counter}() {{ }}\ninternal Actor{_counter}({Parameters(2, hidden: true)}) {{ }}");
        }

        text.AppendLine(bases.Contains("IDisposable", StringComparison.Ordinal) ? "public void Dispose() => GC.SuppressFinalize(this);" : string.Empty);
        text.AppendLine(bases.Contains("IAsync", StringComparison.Ordinal) ? "public ValueTask DisposeAsync() => default;" : string.Empty);
        foreach ((string name, int sent) in Signatures())
        {
            bool isHidden = Chance(4);
            text.AppendLine(Documentation()).AppendLine(CultureInfo.InvariantCulture, $"{(Chance(3) ? Attribute("ActorMethod", "ConcurrencyGroup = \"io\"", "MaxTaskRetries = 2", "TimeoutMilliseconds = 9") : string.Empty)}{Obsolete()} {(isHidden ? "internal" : "public")} {Body(name, sent, isHidden || isInternal, "ActorMethod")}");
        }

        return text.Append('}').ToString();
    }

    /// <summary>Names with numbers of parameters; overloads of a name differ in the number.</summary>
    private (string Name, int Sent)[] Signatures()
    {
        string[] names = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => Pick(MethodNames)).Distinct()];
        (string, int)[] all = [.. names.SelectMany(name => Enumerable.Range(0, 4).OrderBy(_ => _random.Next()).Take(_random.Next(1, 3)).Select(sent => (name, sent)))];
        Methods += all.Length;
        return all;
    }

    private string Body(string name, int sent, bool hidden, string _)
    {
        string parameters = Parameters(sent, hidden);
        string type = Chance(4) ? "Zoo.Box<int>" : Pick(Types).Type;
        return Pick(0, 1, 2, 3, 4, 5, 6) switch
        {
            0 => $"void {name}({parameters}) {{ }}",
            1 => $"Task {name}({parameters}) => Task.CompletedTask;",
            2 => $"ValueTask<{type}> {name}({parameters}) => default;",
            3 => $"Task<{type}> {name}({parameters}) => null!;",
            4 => $"IAsyncEnumerable<{type}> {name}({parameters}) => null!;",
            5 => $"ValueTask {name}({parameters}) => default;",
            _ => $"{type} {name}({parameters}) => default!;",
        };
    }

    private string Parameters(int sent, bool hidden)
    {
        string[] names = [.. ParameterNames.OrderBy(_ => _random.Next()).Take(sent + 3)];
        var parameters = new List<string>();
        bool isOptional = false;
        for (int i = 0; i < sent; i++)
        {
            (string type, string? value) = hidden && Chance(8) ? ("Zoo.Hidden", null) : Pick(Types);
            isOptional = value is not null && (isOptional || Chance(2));
            if (!isOptional && parameters.Exists(static parameter => parameter.Contains('=', StringComparison.Ordinal)))
            {
                (type, value, isOptional) = ("int", "1", true);
            }

            parameters.Add(isOptional ? $"{type} {names[i]} = {value}" : $"{type} {names[i]}");
        }

        bool hasOptional = parameters.Exists(static parameter => parameter.Contains('=', StringComparison.Ordinal));
        if (Chance(4))
        {
            parameters.Insert(0, $"[FromServices] Zoo.IService {names[sent]}");
        }

        if (Chance(5))
        {
            parameters.Insert(0, $"RayContext {names[sent + 1]}");
        }

        if (Chance(3))
        {
            parameters.Add($"CancellationToken {names[sent + 2]}{(hasOptional || Chance(2) ? " = default" : string.Empty)}");
        }
        else if (sent < 3 && Chance(6))
        {
            parameters.Add($"params {Pick("int[]", "List<string>", "IReadOnlyList<Zoo.Order>")} rest");
        }

        return string.Join(", ", parameters);
    }

    private string Attribute(string name, params string[] options)
    {
        string[] chosen = [.. options.Where(_ => Chance(5))];
        return chosen.Length == 0 ? $"[{name}]" : $"[{name}({string.Join(", ", chosen)})]";
    }

    private string Documentation() => Chance(2) ? "/// <summary>Does <c>it</c> &amp; more.</summary>" : string.Empty;

    private string Obsolete() => Chance(12) ? "[Obsolete(\"Old.\", " + Pick("true", "false") + ")]" : string.Empty;

    private int Next() => ++_counter;

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Pick<T>(params T[] items) => items[_random.Next(items.Length)];
}
