using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace RayNet.Generators.Benchmarks;

/// <summary>A library's sources, and what they are compiled against: the framework, and what else they need.</summary>
internal sealed class Library
{
    /// <summary>What the SDK adds to projects that ask for implicit usings.</summary>
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly MetadataReference[] Framework =
    [
        .. Directory.GetFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "*.dll")
            .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll"))
            .Where(IsManaged)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly (string Path, SourceText Text)[] _sources;
    private readonly CSharpParseOptions _options;

    private readonly MetadataReference[] _references = Framework;

    /// <summary>Reads a folder. A file <c>defines.txt</c> in it holds the symbols that its project defines.</summary>
    internal Library(string folder)
        : this(Path.GetFileName(folder), folder, SourcesOf(folder), [])
    {
    }

    private Library(string name, string folder, IEnumerable<string> sources, MetadataReference[] references)
    {
        Name = name;
        _references = [.. Framework, .. references];
        string defines = Path.Combine(folder, "defines.txt");
        _options = new CSharpParseOptions(
            LanguageVersion.CSharp14,
            preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER", "RELEASE", .. File.Exists(defines) ? File.ReadAllText(defines).Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : []]);
        (string, SourceText)[] files =
        [
            .. sources.Select(static path => (path, SourceText.From(File.ReadAllText(path), System.Text.Encoding.UTF8))),
        ];

        // Whether a project has implicit usings is written in many places; its sources tell it as well.
        (string, SourceText)[] both = [.. files, ("ImplicitUsings.cs", SourceText.From(ImplicitUsings, System.Text.Encoding.UTF8))];
        _sources = files;
        Errors = FindErrors();
        if (Errors.Count > 0)
        {
            IReadOnlyList<Diagnostic> without = Errors;
            _sources = both;
            Errors = FindErrors();
            if (Errors.Count > without.Count)
            {
                _sources = files;
                Errors = without;
            }
        }
    }

    /// <summary>RayNet's own generators and what they share with its analyzers: real code, against the framework and Roslyn, that has never heard of RayNet.</summary>
    /// <exception cref="DirectoryNotFoundException">The program does not run in a checkout of the repository.</exception>
    internal static Library OfGenerators()
    {
        string artifacts = Path.DirectorySeparatorChar + "artifacts" + Path.DirectorySeparatorChar;
        int end = AppContext.BaseDirectory.LastIndexOf(artifacts, StringComparison.Ordinal);
        string source = Path.Combine(end < 0 ? string.Empty : AppContext.BaseDirectory[..end], "src");
        string generators = Path.Combine(source, "Generators");
        string sdk = Path.Combine(source, "Sdk", "RayNet.Abstractions");
        return new Library(
            "RayNet.Generators",
            generators,
            [
                .. SourcesOf(Path.Combine(generators, "Shared")), .. SourcesOf(Path.Combine(generators, "RayNet.Generators")),
                Path.Combine(sdk, "CompilerServices", "Rpc", "MethodHash.cs"), Path.Combine(sdk, "Scheduling", "LabelExpression.cs"),
            ],
            [.. Directory.GetFiles(AppContext.BaseDirectory, "Microsoft.CodeAnalysis*.dll").Select(static path => MetadataReference.CreateFromFile(path))]);
    }

    internal string Name { get; }

    internal int Files => _sources.Length;

    internal int Lines => _sources.Sum(static source => source.Text.Lines.Count);

    internal IReadOnlyList<Diagnostic> Errors { get; }

    internal CSharpParseOptions Options => _options;

    /// <summary>Parses and declares everything anew.</summary>
    internal CSharpCompilation Compile() => CSharpCompilation.Create(
        Name,
        _sources.AsParallel().AsOrdered().Select(source => CSharpSyntaxTree.ParseText(source.Text, _options, source.Path)),
        _references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    private Diagnostic[] FindErrors() => [.. Compile().GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private static IEnumerable<string> SourcesOf(string folder) => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static bool IsManaged(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var reader = new System.Reflection.PortableExecutable.PEReader(file);
        return reader.HasMetadata;
    }
}
