using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace RayNet.Generators.Benchmarks;

/// <summary>A library's sources, compiled against the framework alone.</summary>
internal sealed partial class Library
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
        : this(Path.GetFileName(folder), folder, [folder], [], static text => text)
    {
    }

    private Library(string name, string folder, IEnumerable<string> folders, MetadataReference[] references, Func<string, string> read)
    {
        Name = name;
        _references = [.. Framework, .. references];
        string defines = Path.Combine(folder, "defines.txt");
        _options = new CSharpParseOptions(
            LanguageVersion.CSharp14,
            preprocessorSymbols: ["NET", "NET8_0_OR_GREATER", "NET9_0_OR_GREATER", "NET10_0_OR_GREATER", "RELEASE", .. File.Exists(defines) ? File.ReadAllText(defines).Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : []]);
        (string, SourceText)[] files =
        [
            .. folders.SelectMany(static from => Directory.GetFiles(from, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
                .Select(path => (path, SourceText.From(read(File.ReadAllText(path)), System.Text.Encoding.UTF8))),
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

    /// <summary>The parts of RayNet's runtime that call nothing remote, although they reference what remote code references: real code that does not use RayNet.</summary>
    /// <exception cref="DirectoryNotFoundException">The program does not run in a checkout of the repository.</exception>
    internal static Library OfRuntime()
    {
        string artifacts = Path.DirectorySeparatorChar + "artifacts" + Path.DirectorySeparatorChar;
        int end = AppContext.BaseDirectory.LastIndexOf(artifacts, StringComparison.Ordinal);
        string runtime = Path.Combine(end < 0 ? string.Empty : AppContext.BaseDirectory[..end], "src", "Runtime");
        return new Library(
            "RayNet.Runtime.Core",
            runtime,
            ((string[])["Core", "Scheduling"]).Select(part => Path.Combine(runtime, "RayNet.Runtime." + part)),
            [.. Directory.GetFiles(AppContext.BaseDirectory, "*.dll").Where(static path => Path.GetFileName(path) is var file && (file == "RayNet.Abstractions.dll" || file.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal) || file.StartsWith("MessagePack", StringComparison.Ordinal))).Select(static path => MetadataReference.CreateFromFile(path))],
            static text => Partial().Replace(text, "$1$2 => throw null!;"));
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

    /// <summary>What another generator would write has a body that throws.</summary>
    [GeneratedRegex(@"^( *(?:private|internal|public) static )partial ([^=;{}]+\));", RegexOptions.Multiline)]
    private static partial Regex Partial();

    private static bool IsManaged(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var reader = new System.Reflection.PortableExecutable.PEReader(file);
        return reader.HasMetadata;
    }
}
