using Basic.Reference.Assemblies;
using MessagePack;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayNet.Roslyn.Types;

namespace RayNet.Generators.Types.Tests;

/// <summary>Compiles C# and asks the parser about its types.</summary>
internal static class Source
{
    internal const string Usings = """
        using System;
        using System.Collections.Frozen;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Numerics;
        using System.Runtime.Serialization;
        using System.Text;
        using MessagePack;
        using RayNet;
        #nullable enable

        """;

    private static readonly MetadataReference[] References =
    [
        .. Net100.References.All,
        MetadataReference.CreateFromFile(typeof(ObjectRef).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(UnionAttribute).Assembly.Location),
        MetadataReference.CreateFromFile(typeof(MessagePackReader).Assembly.Location),
    ];

    internal static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Zoo",
        sources.Select(static (source, index) => CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.CSharp14), $"Source{index}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true,
            specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress)]));

    /// <summary>How <paramref name="type"/> travels, given declarations of types.</summary>
    internal static TypeUse Use(string type, string declarations = "")
    {
        CSharpCompilation compilation = Compile(Usings + $"public static class Signature<TOpen> {{ public unsafe static void M({type} value) {{ }} }}\n" + declarations);
        return Parse(compilation);
    }

    internal static TypeUse Parse(CSharpCompilation compilation)
    {
        IMethodSymbol method = compilation.GetTypeByMetadataName("Signature`1")!.GetMembers("M").OfType<IMethodSymbol>().Single();
        return TypeShapeParser.For(compilation).Parse(method.Parameters[0].Type);
    }

    /// <summary>Path, type and reason of every problem.</summary>
    internal static string Problems(string type, string declarations = "") =>
        string.Join("; ", Use(type, declarations).Problems.Select(static problem => $"{problem.DiagnosticId} {problem.Path} {problem.TypeName}"));
}
