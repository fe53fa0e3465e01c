// The parts of ECharts that our charts are made of; the rest stays out of the bundle.
import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart, LineChart, PieChart,
  AriaComponent, GridComponent, LegendComponent, TooltipComponent,
  SVGRenderer,
]);

export { init };
