using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RayNet.Generators.Benchmarks;

/// <summary>A project with many remote methods in files of ten, and one file that has nothing to do with them.</summary>
internal sealed class SampleProject
{
    private const int MethodsPerFile = 10;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp14);

    private SyntaxTree _unrelated;
    private SyntaxTree _first;
    private int _edit;

    internal SampleProject(int methods)
    {
        _unrelated = Unrelated(string.Empty, string.Empty);
        _first = Tasks(0);
        Compilation = CSharpCompilation.Create(
            "Sample",
            [_first, .. Enumerable.Range(1, (methods / MethodsPerFile) - 1).Select(Tasks), _unrelated],
            References(),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    internal CSharpCompilation Compilation { get; private set; }

    internal static GeneratorDriver CreateDriver() =>
        CSharpGeneratorDriver.Create([new RayNetGenerator().AsSourceGenerator()], parseOptions: ParseOptions);

    /// <summary>A keystroke inside a method of the unrelated file.</summary>
    internal void EditBody(int keystroke) => Replace(ref _unrelated, Unrelated($"int a{Text(keystroke)} = 1;", string.Empty));

    /// <summary>A keystroke in the name of a method of the unrelated file.</summary>
    internal void EditDeclaration(int keystroke) => Replace(ref _unrelated, Unrelated(string.Empty, Text(keystroke)));

    /// <summary>A keystroke in the name of a parameter of one remote method.</summary>
    internal void EditRemoteMethod(int keystroke) =>
        Replace(ref _first, CSharpSyntaxTree.ParseText(_first.ToString().Replace(FirstMethod(_edit), FirstMethod(_edit = keystroke + 1), StringComparison.Ordinal), ParseOptions, _first.FilePath));

    /// <summary>The model of the file that <see cref="EditRemoteMethod"/> edits.</summary>
    internal SemanticModel EditedModel(Compilation compilation) => compilation.GetSemanticModel(_first);

    /// <summary>The model of the file that has nothing to do with RayNet.</summary>
    internal SemanticModel UnrelatedModel(Compilation compilation) => compilation.GetSemanticModel(_unrelated);

    private static string FirstMethod(int edit) => edit == 0 ? "Method0(int x," : $"Method0(int x{Text(edit)},";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static SyntaxTree Unrelated(string statement, string suffix) => CSharpSyntaxTree.ParseText(
        $$"""namespace Sample; internal static class Unrelated { internal static int Name{{suffix}}() { {{statement}} return 1; } }""", ParseOptions, "Unrelated.cs");

    private static SyntaxTree Tasks(int file)
    {
        var text = new StringBuilder("using RayNet; namespace Sample; ");
        text.Append(CultureInfo.InvariantCulture, $"public sealed record Order{file}(int Id, string Customer, double[] Prices);").AppendLine();
        text.Append(CultureInfo.InvariantCulture, $"public static class Tasks{file} {{").AppendLine();
        for (int i = 0; i < MethodsPerFile; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"[Remote] public static int Method{i}(int x, string name, Order{file} order) => 1;").AppendLine();
        }

        return CSharpSyntaxTree.ParseText(text.Append('}').ToString(), ParseOptions, $"Tasks{Text(file)}.cs");
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(static path => MetadataReference.CreateFromFile(path));

    private void Replace(ref SyntaxTree old, SyntaxTree edited)
    {
        Compilation = Compilation.ReplaceSyntaxTree(old, edited);
        old = edited;
    }
}
