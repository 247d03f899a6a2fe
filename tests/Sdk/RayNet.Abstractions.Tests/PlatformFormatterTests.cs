using MessagePack.Resolvers;

namespace RayNet.Abstractions.Tests;

/// <summary>The list that stands in for MessagePack's resolver is the same list.</summary>
public sealed class PlatformFormatterTests
{
    [Fact]
    public void Every_formatter_is_that_of_the_resolver()
    {
        Assert.NotEmpty(PlatformFormatters.Types);
        foreach (Type type in PlatformFormatters.Types)
        {
            Assert.Equal((type, Of(typeof(Known<>), type)?.GetType()), (type, Of(typeof(Listed<>), type)?.GetType()));
        }
    }

    [Fact]
    public void Options_name_no_types() => Assert.Null(RaySerializer.Options.LoadType(typeof(string).AssemblyQualifiedName!));

    private static object? Of(Type finder, Type type) => ((IFinder)Activator.CreateInstance(finder.MakeGenericType(type))!).Find();

    private interface IFinder
    {
        object? Find();
    }

    private sealed class Known<T> : IFinder
    {
        public object? Find() => BuiltinResolver.Instance.GetFormatter<T>();
    }

    private sealed class Listed<T> : IFinder
    {
        public object? Find() => PlatformFormatters.Find<T>();
    }
}
