using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace RayNet.Generators.Benchmarks;

/// <summary>A library's sources, compiled against the framework alone.</summary>
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

    /// <summary>Reads a folder. A file <c>defines.txt</c> in it holds the symbols that its project defines.</summary>
    internal Library(string folder)
    {
        Name = Path.GetFileName(folder);
        string defines = Path.Combine(folder, "defines.txt");
        _options = new CSharpParseOptions(
            LanguageVersion.CSharp14,
            preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER", "RELEASE", .. File.Exists(defines) ? File.ReadAllText(defines).Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : []]);
        (string, SourceText)[] files =
        [
            .. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(static path => (path, SourceText.From(File.ReadAllText(path), System.Text.Encoding.UTF8))),
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

    internal string Name { get; }

    internal int Files => _sources.Length;

    internal int Lines => _sources.Sum(static source => source.Text.Lines.Count);

    internal IReadOnlyList<Diagnostic> Errors { get; }

    internal CSharpParseOptions Options => _options;

    /// <summary>Parses and declares everything anew.</summary>
    internal CSharpCompilation Compile() => CSharpCompilation.Create(
        Name,
        _sources.AsParallel().AsOrdered().Select(source => CSharpSyntaxTree.ParseText(source.Text, _options, source.Path)),
        Framework,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    private Diagnostic[] FindErrors() => [.. Compile().GetDiagnostics().Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];

    private static bool IsManaged(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var reader = new System.Reflection.PortableExecutable.PEReader(file);
        return reader.HasMetadata;
    }
}
